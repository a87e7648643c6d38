import NumberResources

enum PrefixTableSuite {
    static func benchmarks() -> [Benchmark] {
        var routes = SyntheticRoutes(seed: 1)
        let mixed = routes.entries(700_000)
        let ipv6 = routes.entries(700_000, ipv6Share: 100)
        let million = routes.entries(1_000_000)
        return lookups("700,000 prefixes", mixed, &routes) + lookups("700,000 IPv6 prefixes", ipv6, &routes)
            + [
                build("prefix table of 1,000,000, unsorted", million),
                build("prefix table of 1,000,000, sorted", million.sorted { $0.prefix < $1.prefix }),
            ]
    }

    private static func lookups(
        _ size: String, _ entries: [SyntheticRoutes.Entry], _ routes: inout SyntheticRoutes
    ) -> [Benchmark] {
        let table = PrefixTable(entries)
        let queries = routes.queries(entries)
        let sorted = queries.sorted()
        let target = Duration.nanoseconds(300)
        return [
            Benchmark("prefix lookup, \(size), random", operations: queries.count, target: target) {
                longestMatches(of: queries, in: table)
            },
            Benchmark("prefix lookup, \(size), in order", operations: queries.count, target: target) {
                longestMatches(of: sorted, in: table)
            },
            Benchmark("all covering, \(size), random", operations: queries.count, target: target) {
                var sum: UInt64 = 0
                for query in queries { table.forEachCovering(query) { sum &+= UInt64($0.length) &+ UInt64($1.count) } }
                return sum
            },
        ]
    }

    private static func longestMatches(of queries: [IPPrefix], in table: PrefixTable<UInt32>) -> UInt64 {
        var sum: UInt64 = 0
        for query in queries {
            guard let match = table.longestMatch(query) else { continue }
            sum &+= UInt64(match.values[match.values.startIndex])
        }
        return sum
    }

    private static func build(_ name: String, _ entries: [SyntheticRoutes.Entry]) -> Benchmark {
        Benchmark(name, operations: 1, target: .milliseconds(300)) { UInt64(PrefixTable(entries).prefixCount) }
    }
}
