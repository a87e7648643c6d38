import NumberResources

enum TextSuite {
    static func benchmarks() -> [Benchmark] {
        var routes = SyntheticRoutes(seed: 2)
        let entries = routes.entries(100_000)
        let prefixes = entries.map { Array($0.prefix.description.utf8) }
        let numbers = entries.map { Array(ASN($0.value).description.utf8) }
        return [
            Benchmark("prefix from UTF-8", operations: prefixes.count, batch: 4_000) {
                prefixes[$0].reduce(0) { $0 &+ UInt64(IPPrefix(utf8: $1.span)?.length ?? 0) }
            },
            Benchmark("prefix to UTF-8", operations: entries.count, batch: 4_000) {
                var buffer: [UInt8] = []
                for entry in entries[$0] { entry.prefix.write(into: &buffer) }
                return UInt64(buffer.count)
            },
            Benchmark("AS number from UTF-8", operations: numbers.count, batch: 20_000) {
                numbers[$0].reduce(0) { $0 &+ UInt64(ASN(utf8: $1.span)?.rawValue ?? 0) }
            },
            Benchmark("AS number to UTF-8", operations: entries.count, batch: 20_000) {
                var buffer: [UInt8] = []
                for entry in entries[$0] { ASN(entry.value).write(into: &buffer) }
                return UInt64(buffer.count)
            },
        ]
    }
}
