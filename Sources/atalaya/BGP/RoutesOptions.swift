internal import ArgumentParser
internal import BGPMessages
internal import NumberResources

/// Which routes `bgp routes` writes.
struct RoutesOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only routes to this prefix.", valueName: "prefix"), transform: ResourceArgument.prefix)
    var prefix: [IPPrefix] = []

    @Flag(help: "With --prefix, also routes to parts of it.")
    var moreSpecific = false

    @Flag(help: "With --prefix, also routes to what covers it.")
    var lessSpecific = false

    @Option(
        help: ArgumentHelp("Only routes that this AS originates.", valueName: "asn"), transform: ResourceArgument.asn)
    var origin: [ASN] = []

    @Option(
        help: ArgumentHelp(
            """
            Only routes whose path matches, as bgpdump writes it: an extended regular expression in which _ stands for a \
            space, a bracket or either end, as routers have it: _3549_ or ^1853_. An expression whose repetitions make more \
            than \(PathPattern.mostSteps) steps is refused.
            """, valueName: "regex"), transform: RoutesOptions.pattern)
    var path: PathPattern?

    @Option(
        help: ArgumentHelp("Only what neighbours with this AS number say.", valueName: "asn"),
        transform: ResourceArgument.asn)
    var peer: [ASN] = []

    @Option(
        help: ArgumentHelp("Only from this moment on: RFC 3339, or seconds since 1970.", valueName: "time"))
    var from: RouteMoment?

    @Option(help: ArgumentHelp("Only up to this moment.", valueName: "time"))
    var to: RouteMoment?

    @Option(
        help: ArgumentHelp(
            "Of BMP, only this table: \(BMPView.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "view"),
        transform: RoutesOptions.view)
    var view: [BMPView] = []

    private static func pattern(_ text: String) throws -> PathPattern {
        do throws(PathPatternError) {
            return try PathPattern(parsing: text)
        } catch {
            throw ValidationError("“\(text)” is not an expression that paths can be matched against: \(error).")
        }
    }

    private static func view(_ text: String) throws -> BMPView {
        guard let view = BMPView(rawValue: text) else {
            throw ValidationError(
                "“\(text)” is not one of \(BMPView.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return view
    }

    /// The tables of a monitored router that are wanted; `nil`: all.
    var views: Set<BMPView>? {
        view.isEmpty ? nil : Set(view)
    }

    func validate() throws {
        guard !prefix.isEmpty || !moreSpecific && !lessSpecific else {
            throw ValidationError("--more-specific and --less-specific say which routes, with --prefix.")
        }
        if let from, let to, from.time > to.time {
            throw ValidationError("--from is after --to.")
        }
    }

    var filter: RouteFilter {
        var filter = RouteFilter()
        filter.prefixes = prefix
        filter.includesMoreSpecific = moreSpecific
        filter.includesLessSpecific = lessSpecific
        filter.origins = Set(origin)
        filter.path = path.map { pattern in { path in pattern.matches(path) } }
        filter.peers = Set(peer)
        filter.from = from?.time
        filter.to = to?.time
        return filter
    }
}

/// A moment on the command line: RFC 3339, or seconds since 1970 with or without a fraction.
struct RouteMoment: ExpressibleByArgument {
    let time: BGPTime

    init?(argument: String) {
        if let moment = Moment(argument: argument) {
            time = BGPTime(moment.date)
            return
        }
        let parts = argument.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let seconds = parts.first.flatMap({ UInt32($0) })
        else { return nil }
        let digits = parts.count == 2 ? parts[1].prefix(6) : ""
        let fraction = UInt32(digits + String(repeating: "0", count: 6 - digits.count))
        time = BGPTime(seconds: seconds, fraction: fraction ?? 0)
    }
}
