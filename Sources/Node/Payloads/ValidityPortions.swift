internal import HTTPService
internal import NumberResources
internal import TextFormats
internal import ValidatedPayloads

/// The answer to what the validity of routes is, in the words and layout of Routinator: `{"validated_route":…}` of one, or
/// `{"validated_routes":[…]}` of any number.
struct ValidityPortions: PortionedBody {
    /// Octets from which on a portion ends.
    private static let size = 1 << 16
    /// Octets that a VRP has at least in an answer: its members, their names and the blanks before them.
    static let octetsPerVRP = 96

    /// The route that is being written.
    private struct Current: Sendable {
        let route: RouteQuery
        let validity: RouteOriginValidity
        /// The list and the place in it of the next VRP.
        var list = 0
        var place = 0

        func vrps(_ list: Int) -> [VRP] {
            switch list {
            case 0: validity.matched
            case 1: validity.unmatchedAS
            default: validity.unmatchedLength
            }
        }
    }

    private static let lists: [StaticString] = ["\"matched\": [", "\"unmatched_as\": [", "\"unmatched_length\": ["]

    private let answer: ValidityAnswer
    private let routes: [RouteQuery]
    private let isList: Bool
    /// Indentation of a route.
    private let depth: Int
    private var next = 0
    private var current: Current?
    private var hasBegun = false

    init(_ answer: ValidityAnswer, routes: [RouteQuery], isList: Bool) {
        self.answer = answer
        self.routes = routes
        self.isList = isList
        depth = isList ? 2 : 1
    }

    mutating func appendPortion(to out: inout [UInt8]) -> Bool {
        let end = out.count + ValidityPortions.size
        if !hasBegun {
            hasBegun = true
            out.append(isList ? "{\n  \"validated_routes\": [" : "{\n  \"validated_route\": ")
        }
        while out.count < end {
            if current == nil {
                guard next < routes.count else {
                    if isList { out.append("\n  ]") }
                    out.append(",\n  \"generatedTime\": \"")
                    out.append(iso: UnixTime(answer.generated))
                    out.append("\"\n}\n")
                    return false
                }
                if isList { out.append(next == 0 ? "\n    " : ",\n    ") }
                begin(routes[next], &out)
                next += 1
            }
            appendVRPs(until: end, &out)
        }
        return true
    }

    private func line(_ more: Int, _ text: StaticString, _ out: inout [UInt8]) {
        out.append(UInt8(ascii: "\n"))
        for _ in 0..<depth + more { out.append("  ") }
        out.append(text)
    }

    private mutating func begin(_ route: RouteQuery, _ out: inout [UInt8]) {
        let validity = answer.validation.validity(of: route.prefix, origin: route.origin).inRoutinatorsLists(route)
        out.append("{")
        line(1, "\"route\": {", &out)
        line(2, "\"origin_asn\": \"", &out)
        route.origin.write(into: &out)
        out.append("\",")
        line(2, "\"prefix\": \"", &out)
        route.prefix.write(into: &out)
        out.append("\"")
        line(1, "},", &out)
        line(1, "\"validity\": {", &out)
        line(2, "\"state\": \"", &out)
        out.append(text: validity.state.rawValue)
        out.append("\",")
        if let reason = validity.reason {
            line(2, "\"reason\": \"", &out)
            out.append(reason)
            out.append("\",")
        }
        line(2, "\"description\": \"", &out)
        out.append(validity.sentence)
        out.append("\",")
        line(2, "\"VRPs\": {", &out)
        line(3, ValidityPortions.lists[0], &out)
        current = Current(route: route, validity: validity)
    }

    /// Goes on with the VRPs of the current route, and ends it behind the last.
    private mutating func appendVRPs(until end: Int, _ out: inout [UInt8]) {
        guard var current else { return }
        var vrps = current.vrps(current.list)
        while out.count < end {
            if current.place < vrps.count {
                append(vrps[current.place], isFirst: current.place == 0, &out)
                current.place += 1
                continue
            }
            line(3, "]", &out)
            guard current.list < ValidityPortions.lists.count - 1 else {
                line(2, "}", &out)
                line(1, "}", &out)
                line(0, "}", &out)
                self.current = nil
                return
            }
            out.append(",")
            (current.list, current.place) = (current.list + 1, 0)
            line(3, ValidityPortions.lists[current.list], &out)
            vrps = current.vrps(current.list)
        }
        self.current = current
    }

    private func append(_ vrp: VRP, isFirst: Bool, _ out: inout [UInt8]) {
        if !isFirst { out.append(",") }
        line(4, "{", &out)
        line(5, "\"asn\": \"", &out)
        vrp.asn.write(into: &out)
        out.append("\",")
        line(5, "\"prefix\": \"", &out)
        vrp.prefix.write(into: &out)
        out.append("\",")
        line(5, "\"max_length\": \"", &out)
        out.append(decimal: vrp.maxLength)
        out.append("\"")
        line(4, "}", &out)
    }
}
