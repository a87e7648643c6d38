import NumberResources

enum TextSuite {
    static func benchmarks() -> [Benchmark] {
        var routes = SyntheticRoutes(seed: 2)
        let entries = routes.entries(100_000)
        let texts = entries.map { Array($0.prefix.description.utf8) }
        let numbers = entries.map { Array(ASN($0.value).description.utf8) }
        return [
            Benchmark("prefix from UTF-8", operations: texts.count) {
                texts.reduce(0) { $0 &+ UInt64(IPPrefix(utf8: $1.span)?.length ?? 0) }
            },
            Benchmark("prefix to UTF-8", operations: entries.count) {
                var buffer: [UInt8] = []
                for entry in entries { entry.prefix.write(into: &buffer) }
                return UInt64(buffer.count)
            },
            Benchmark("AS number from UTF-8", operations: numbers.count) {
                numbers.reduce(0) { $0 &+ UInt64(ASN(utf8: $1.span)?.rawValue ?? 0) }
            },
            Benchmark("AS number to UTF-8", operations: entries.count) {
                var buffer: [UInt8] = []
                for entry in entries { ASN(entry.value).write(into: &buffer) }
                return UInt64(buffer.count)
            },
        ]
    }
}
