internal import ArgumentParser
internal import BGPMessages
internal import NumberResources

/// Which routes `bgp routes` writes.
struct RoutesOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only routes to this prefix.", valueName: "prefix"), transform: ResourceArgument.prefix)
    var prefix: [IPPrefix] = []

    @Flag(help: "With --prefix, also routes to more specific prefixes.")
    var moreSpecific = false

    @Flag(help: "With --prefix, also routes to less specific prefixes.")
    var lessSpecific = false

    @Option(
        help: ArgumentHelp("Only routes that this AS originates.", valueName: "asn"), transform: ResourceArgument.asn)
    var origin: [ASN] = []

    @Option(
        help: ArgumentHelp(
            """
            Only routes whose AS path, as bgpdump prints it, matches this POSIX extended regular expression. As on \
            routers, _ matches a space, a bracket, or the start or end of the path: _3549_ or ^1853_. An expression \
            whose repetitions expand to more than \(PathPattern.mostSteps) steps is refused.
            """, valueName: "regex"), transform: RoutesOptions.pattern)
    var path: PathPattern?

    @Option(
        help: ArgumentHelp("Only routes from peers with this AS number.", valueName: "asn"),
        transform: ResourceArgument.asn)
    var peer: [ASN] = []

    @Option(
        help: ArgumentHelp(
            "Only routes received at or after this time: RFC 3339, or seconds since 1970.", valueName: "time"))
    var from: RouteMoment?

    @Option(help: ArgumentHelp("Only routes received at or before this time.", valueName: "time"))
    var to: RouteMoment?

    @Option(
        help: ArgumentHelp(
            "Only BMP routes of this table: \(BMPView.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "view"),
        transform: RoutesOptions.view)
    var view: [BMPView] = []

    private static func pattern(_ text: String) throws -> PathPattern {
        do throws(PathPatternError) {
            return try PathPattern(parsing: text)
        } catch {
            throw ValidationError("“\(text)” is not a valid path expression: \(error).")
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
            throw ValidationError("--more-specific and --less-specific need --prefix.")
        }
        if let from, let to, from.time > to.time {
            throw ValidationError("--from must not be after --to.")
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
