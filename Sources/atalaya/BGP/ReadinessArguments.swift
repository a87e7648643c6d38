internal import ArgumentParser
internal import Registries
internal import RoutingMetrics

enum ReadinessFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv
}

/// The kind of row in the result.
enum ReadinessRowKind: String, ExpressibleByArgument, CaseIterable {
    case network = "as"
    case economy
    case region
}

struct EconomyArgument: ExpressibleByArgument {
    let economy: Economy

    init?(argument: String) {
        guard let economy = Economy(argument) else { return nil }
        self.economy = economy
    }
}

struct RegionArgument: ExpressibleByArgument {
    let region: Region

    init?(argument: String) {
        guard let region = Region(argument) else { return nil }
        self.region = region
    }
}

struct MonthArgument: ExpressibleByArgument {
    let period: ReadinessPeriod

    init?(argument: String) {
        guard let period = ReadinessPeriod(month: argument) else { return nil }
        self.period = period
    }
}
