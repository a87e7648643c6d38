import NumberResources

enum PrefixTableSuite {
    static func benchmarks() -> [Benchmark] {
        var routes = SyntheticRoutes(seed: 1)
        let mixed = routes.entries(700_000)
        let ipv6 = routes.entries(700_000, ipv6Share: 100)
        let million = routes.entries(1_000_000)
        return lookups("700,000 prefixes", mixed, &routes, target: .nanoseconds(300))
            + lookups("700,000 IPv6 prefixes", ipv6, &routes)
            + [
                build("prefix table of 1,000,000, unsorted", million),
                build("prefix table of 1,000,000, sorted", million.sorted { $0.prefix < $1.prefix }),
            ]
    }

    private static func lookups(
        _ size: String, _ entries: [SyntheticRoutes.Entry], _ routes: inout SyntheticRoutes,
        target: Duration? = nil
    ) -> [Benchmark] {
        let table = PrefixTable(entries)
        let queries = routes.queries(entries)
        let sorted = queries.sorted()
        return [
            lookup("prefix lookup, \(size), random", queries, target) { longestMatches(of: queries[$0], in: table) },
            lookup("prefix lookup, \(size), in order", sorted, target) { longestMatches(of: sorted[$0], in: table) },
            lookup("all covering, \(size), random", queries, target) { allCovering(queries[$0], in: table) },
        ]
    }

    private static func lookup(
        _ name: String, _ queries: [IPPrefix], _ target: Duration?, run: @escaping (Range<Int>) -> UInt64
    ) -> Benchmark {
        Benchmark(name, operations: queries.count, batch: 4_000, target: target, run: run)
    }

    private static func longestMatches(of queries: ArraySlice<IPPrefix>, in table: PrefixTable<UInt32>) -> UInt64 {
        var sum: UInt64 = 0
        for query in queries {
            guard let match = table.longestMatch(query) else { continue }
            sum &+= UInt64(match.values[match.values.startIndex])
        }
        return sum
    }

    private static func allCovering(_ queries: ArraySlice<IPPrefix>, in table: PrefixTable<UInt32>) -> UInt64 {
        var sum: UInt64 = 0
        for query in queries {
            table.forEachCovering(query) { sum &+= UInt64($0.length) &+ UInt64($1[$1.startIndex]) }
        }
        return sum
    }

    private static func build(_ name: String, _ entries: [SyntheticRoutes.Entry]) -> Benchmark {
        Benchmark(name, target: .milliseconds(300)) { UInt64(PrefixTable(entries).prefixCount) }
    }
}
