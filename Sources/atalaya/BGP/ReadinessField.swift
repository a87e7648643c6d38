internal import NumberResources
internal import Registries
internal import RoutingMetrics
internal import TextFormats
internal import ValidatedPayloads

/// A value of a row, with its names.
struct ReadinessField {
    enum Value {
        case text(String)
        case integer(Int)
        case number(Double, places: Int)
        case boolean(Bool)
        case none
    }

    /// The definer of the figure; plain counts have none.
    enum Group: String {
        case manrs, ours
    }

    let group: Group?
    /// In JSON within the object of the group, in CSV after its name and a dot.
    let name: String
    /// The head of the column in a table; `nil` where a table leaves it out.
    let title: String?
    let value: Value

    init(_ name: String, _ value: Value, group: Group? = nil, title: String? = nil) {
        self.group = group
        self.name = name
        self.title = title
        self.value = value
    }

    var column: String {
        group.map { $0.rawValue + "." + name } ?? name
    }
}

extension ReadinessField.Value {
    static func share(_ share: Double?) -> ReadinessField.Value {
        share.map { .number($0, places: 4) } ?? .none
    }

    static func count(_ count: Int?) -> ReadinessField.Value {
        count.map { .integer($0) } ?? .none
    }

    static func boolean(_ value: Bool?) -> ReadinessField.Value {
        value.map { .boolean($0) } ?? .none
    }

    static func text(_ value: String?) -> ReadinessField.Value {
        value.map { .text($0) } ?? .none
    }

    /// The value as JSON and CSV have it; strings without quotes.
    var plain: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .number(let number, let places): ReadinessField.Value.fixed(number, places)
        case .boolean(let value): value ? "true" : "false"
        case .none: ""
        }
    }

    /// The same without zeros at the end of a fraction.
    var shortText: String {
        guard case .number = self, plain.contains(".") else { return plain }
        var text = plain
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// `number` with so many digits after the point, rounded half away from zero.
    private static func fixed(_ number: Double, _ places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (number.magnitude * scale).rounded()
        guard scaled < 9e18 else { return number < 0 ? "-9e18" : "9e18" }
        let (whole, rest) = UInt64(scaled).quotientAndRemainder(dividingBy: UInt64(scale))
        var text: [UInt8] = []
        if number < 0, scaled > 0 { text.append(UInt8(ascii: "-")) }
        text.append(decimal: whole)
        if places > 0 {
            text.append(UInt8(ascii: "."))
            text.append(decimal: Int(rest), width: places)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension ReadinessField {
    static func fields(
        of network: NetworkReadiness, _ policy: ReadinessPolicy, _ hasRegistry: Bool
    ) -> [ReadinessField] {
        let counts = network.counts
        let economy = network.economy
        var fields = [
            ReadinessField("asn", .text(network.asn.description), title: "AS"),
            ReadinessField("economy", .text(economy?.description), title: "CC"),
            ReadinessField("region", .text(economy.flatMap(Region.subregion)?.code)),
            ReadinessField("registry", .text(network.registry?.rawValue)),
        ]
        fields += common(counts, hasRegistry)
        for metric in IncidentMetric.allCases.sorted() {
            fields.append(
                ReadinessField(
                    metric.rawValue, .number(network.weights[metric] ?? 0, places: 1), group: .manrs,
                    title: metric.rawValue))
        }
        fields += [
            ReadinessField("M6", .boolean(network.hasPolicy), group: .manrs),
            ReadinessField("M7IRR", .share(hasRegistry ? counts.registeredShare : nil), group: .manrs),
            ReadinessField("M7RPKI", .share(counts.validShare), group: .manrs),
            ReadinessField("M7RPKIN", .share(counts.invalidShare), group: .manrs),
            ReadinessField("M8", .boolean(network.hasContact), group: .manrs),
            ReadinessField("irrScore", .share(network.scores.irr), group: .manrs, title: "IRR"),
            ReadinessField("rpkiScore", .share(network.scores.rpki), group: .manrs, title: "RPKI"),
            ReadinessField("rpkiBalance", .share(policy.rpkiBalance(of: counts)), group: .manrs),
            ReadinessField("filteringScore", .share(network.scores.filtering), group: .ours, title: "FILTERING*"),
            ReadinessField("overallScore", .share(network.scores.overall), group: .ours, title: "OVERALL*"),
            ReadinessField("level", .text(network.level.rawValue), group: .ours, title: "LEVEL*"),
            ReadinessField("hasASPA", .boolean(network.hasASPA), group: .ours, title: "ASPA*"),
            ReadinessField(
                "invalidRoutesPassedOn", .count(network.invalidRoutesPassedOn), group: .ours,
                title: "PASSED-ON*"),
        ]
        return fields + coverage(counts, network.space)
    }

    /// - Parameter kind: What the group is; `nil` for all that is looked at.
    static func fields(
        of group: GroupReadiness, _ kind: ReadinessRowKind?, _ hasRegistry: Bool
    ) -> [ReadinessField] {
        let counts = group.counts
        var fields: [ReadinessField] = []
        switch kind {
        case .region:
            fields.append(ReadinessField("region", .text(group.id), title: "REGION"))
            fields.append(ReadinessField("name", .text(group.name), title: "NAME"))
        case .economy, .network: fields.append(ReadinessField("economy", .text(group.id), title: "CC"))
        case nil: fields.append(ReadinessField("scope", .text(group.id), title: "SCOPE"))
        }
        fields.append(ReadinessField("networks", .integer(group.networkCount), title: "NETWORKS"))
        fields.append(ReadinessField("delegatedASNs", .integer(group.delegatedASNCount)))
        fields += common(counts, hasRegistry)
        for metric in IncidentMetric.allCases.sorted() {
            fields.append(
                ReadinessField(metric.rawValue, .number(group.weights[metric] ?? 0, places: 1), group: .ours))
            fields.append(
                ReadinessField(metric.rawValue + "Incidents", .integer(group.incidentCounts[metric] ?? 0), group: .ours)
            )
        }
        let hasPolicies = group.registrationCount > 0
        fields += [
            ReadinessField("M6Networks", .count(hasPolicies ? group.policyCount : nil), group: .ours),
            ReadinessField("M7IRR", .share(hasRegistry ? counts.registeredShare : nil), group: .ours),
            ReadinessField("M7RPKI", .share(counts.validShare), group: .ours),
            ReadinessField("M7RPKIN", .share(counts.invalidShare), group: .ours),
            ReadinessField("M8Networks", .count(hasPolicies ? group.contactCount : nil), group: .ours),
            ReadinessField("irrScore", .share(group.scores.irr), group: .ours, title: "IRR*"),
            ReadinessField("rpkiScore", .share(group.scores.rpki), group: .ours, title: "RPKI*"),
            ReadinessField("filteringScore", .share(group.scores.filtering), group: .ours, title: "FILTERING*"),
            ReadinessField("overallScore", .share(group.scores.overall), group: .ours, title: "OVERALL*"),
        ]
        for level in ReadinessScores.Level.allCases {
            fields.append(
                ReadinessField(
                    level.rawValue, .integer(group.levels[level] ?? 0), group: .ours,
                    title: level.rawValue.uppercased() + "*"))
        }
        fields += [
            ReadinessField("networksWithASPA", .integer(group.aspaCount), group: .ours),
            ReadinessField("aspaShare", .share(group.aspaShare), group: .ours, title: "ASPA*"),
            ReadinessField("networksPassingInvalidOn", .count(group.passingInvalidCount), group: .ours),
        ]
        return fields + coverage(counts, group.space)
    }

    private static func common(_ counts: RouteCounts, _ hasRegistry: Bool) -> [ReadinessField] {
        [
            ReadinessField("routes", .integer(counts.routes), title: "ROUTES"),
            ReadinessField("valid", .integer(counts.valid), title: "VALID"),
            ReadinessField("invalid", .integer(counts.invalid), title: "INVALID"),
            ReadinessField("notFound", .integer(counts.notFound), title: "NOT-FOUND"),
            ReadinessField("registered", .count(hasRegistry ? counts.registered : nil)),
        ]
    }

    private static func coverage(_ counts: RouteCounts, _ space: AnnouncedSpace) -> [ReadinessField] {
        [
            ReadinessField("routesCovered", .share(counts.coveredShare), group: .ours),
            ReadinessField("announcedIPv4Addresses", .integer(space.ipv4), group: .ours),
            ReadinessField("coveredIPv4Addresses", .integer(space.coveredIPv4), group: .ours),
            ReadinessField("ipv4Covered", .share(space.coveredIPv4Share), group: .ours),
            ReadinessField("announcedIPv6Slash64s", .integer(space.ipv6), group: .ours),
            ReadinessField("coveredIPv6Slash64s", .integer(space.coveredIPv6), group: .ours),
            ReadinessField("ipv6Covered", .share(space.coveredIPv6Share), group: .ours),
        ]
    }
}
