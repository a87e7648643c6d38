internal import NumberResources

/// Takes a dump of a routing registry line by line.
struct RoutingRegistryParser {
    private let limits: RoutingRegistryReader.Limits
    private let isWanted: (IPPrefix, ASN) -> Bool
    private var file = RoutingRegistryFile()
    private var object: Object?
    private var attribute = Attribute.other
    private var hasAttribute = false
    private var sourceNumbers: [String: UInt16] = [:]
    private var lastSource: (text: [UInt8], number: UInt16)?

    /// The object that is being read.
    private struct Object {
        let kind: Kind
        let line: Int
        var key: [UInt8] = []
        var origin: [UInt8] = []
        var source: [UInt8] = []
        var organisation: [UInt8] = []
        var hasOrigin = false
        var isWithdrawn = false
        var policy: RoutingPolicies.Registration = []
        var failure: RoutingRegistryFile.Rejection.Code?
    }

    private enum Kind {
        case route, route6, autNum, other
    }

    private enum Attribute {
        case key, origin, source, organisation, other
    }

    init(limits: RoutingRegistryReader.Limits, routes isWanted: @escaping (IPPrefix, ASN) -> Bool) {
        self.limits = limits
        self.isWanted = isWanted
    }

    mutating func parse(_ buffer: [UInt8], _ line: Range<Int>?, number: Int) throws(RegistryReadError) {
        guard let line else {
            if object != nil { object?.failure = .lineTooLong }
            return
        }
        // RFC 2622 section 2: a blank line ends an object, a line that begins with a blank or + goes on with the
        // attribute.
        guard let first = buffer[line].first, buffer[line].contains(where: { !$0.isBlank }) else {
            return try end(number)
        }
        switch first {
        case UInt8(ascii: "#"), UInt8(ascii: "%"):
            return
        case UInt8(ascii: "+"), UInt8(ascii: " "), UInt8(ascii: "\t"):
            append(buffer[line.lowerBound + 1..<line.upperBound])
        default:
            guard let colon = buffer[line].firstIndex(of: UInt8(ascii: ":")) else { return }
            begin(buffer[line.lowerBound..<colon], number)
            append(buffer[colon + 1..<line.upperBound])
        }
    }

    mutating func finish(line: Int) throws(RegistryReadError) -> RoutingRegistryFile {
        try end(line)
        guard hasAttribute else { throw RegistryReadError(.unknownFormat, "no RPSL attribute", line: max(1, line)) }
        return file
    }
}

extension RoutingRegistryParser {
    private mutating func begin(_ name: ArraySlice<UInt8>, _ number: Int) {
        if object?.kind == .other { return }
        let name = String(decoding: name.prefix(24), as: UTF8.self).lowercased().trimmedEnd
        guard var object else {
            let kind: Kind =
                switch name {
                case "route": .route
                case "route6": .route6
                case "aut-num": .autNum
                default: .other
                }
            object = Object(kind: kind, line: number)
            attribute = .key
            hasAttribute = hasAttribute || name.utf8.allSatisfy { $0.isRPSLName }
            return
        }
        attribute = .other
        switch name {
        case "origin":
            attribute = .origin
            if object.hasOrigin { object.failure = object.failure ?? .duplicateOrigin }
            object.hasOrigin = true
        case "source":
            attribute = .source
            object.source = []
        case "org":
            attribute = .organisation
            object.organisation = []
        case "withdrawn": object.isWithdrawn = true
        case "import", "mp-import": object.policy.insert(.imports)
        case "export", "mp-export": object.policy.insert(.exports)
        case "admin-c", "tech-c": object.policy.insert(.contact)
        default: break
        }
        self.object = object
    }

    /// Appends the text of a line to the value of the current attribute, without its comment.
    private mutating func append(_ text: ArraySlice<UInt8>) {
        guard let kind = object?.kind, kind != .other, attribute != .other else { return }
        let value = text.prefix { $0 != UInt8(ascii: "#") }.trimmed
        if value.isEmpty { return }
        switch attribute {
        case .key: object?.key.appendWord(value)
        case .origin: object?.origin.appendWord(value)
        case .source: object?.source.appendWord(value)
        case .organisation: object?.organisation.appendWord(value)
        case .other: break
        }
    }

    private mutating func end(_ line: Int) throws(RegistryReadError) {
        guard let object else { return }
        self.object = nil
        file.objectCount += 1
        let failure: RoutingRegistryFile.Rejection.Code? =
            switch object.kind {
            case .route, .route6: object.failure ?? take(route: object)
            case .autNum: object.failure ?? take(policy: object)
            case .other: nil
            }
        if let failure {
            file.rejectionCounts[failure, default: 0] += 1
            if file.rejections.count < limits.describedRejections {
                file.rejections.append(.init(code: failure, line: object.line))
            }
        }
        if file.routes.count > limits.routeObjects {
            throw RegistryReadError(.limitExceeded, "more than \(limits.routeObjects) route objects", line: line)
        }
        if file.policies.count > limits.policyObjects {
            throw RegistryReadError(.limitExceeded, "more than \(limits.policyObjects) aut-num objects", line: line)
        }
    }

    private mutating func take(route object: Object) -> RoutingRegistryFile.Rejection.Code? {
        let prefix: IPPrefix
        do throws(IPPrefix.TextError) {
            prefix = try IPPrefix(parsing: object.key.span)
        } catch {
            if case .hostBits = error { return .hostBits }
            return .invalidPrefix
        }
        guard (prefix.family == .ipv6) == (object.kind == .route6) else { return .wrongFamily }
        guard object.hasOrigin else { return .missingOrigin }
        guard let origin = ASN(utf8: object.origin.span) else { return .invalidOrigin }
        if object.isWithdrawn {
            file.withdrawnCount += 1
            return nil
        }
        guard isWanted(prefix, origin) else { return nil }
        file.routes.append(.init(prefix: prefix, origin: origin, source: sourceNumber(object.source)))
        return nil
    }

    private mutating func take(policy object: Object) -> RoutingRegistryFile.Rejection.Code? {
        guard let asn = ASN(utf8: object.key.span) else { return .invalidASN }
        file.policies[asn, default: []].formUnion(object.policy)
        if !object.organisation.isEmpty {
            let organisation = RegisteredOrganisations.Organisation(
                source: String(decoding: object.source.prefix(64), as: UTF8.self).uppercased(),
                key: String(decoding: object.organisation.prefix(64), as: UTF8.self).uppercased())
            file.organisations[asn, default: []].insert(organisation)
        }
        return nil
    }

    private mutating func sourceNumber(_ text: [UInt8]) -> UInt16 {
        if let lastSource, lastSource.text == text { return lastSource.number }
        var name = String(decoding: text.prefix(64), as: UTF8.self).uppercased()
        if sourceNumbers[name] == nil, sourceNumbers.count >= min(limits.sources, 65_535) { name = "" }
        let number: UInt16
        if let known = sourceNumbers[name] {
            number = known
        } else {
            number = UInt16(truncatingIfNeeded: file.sources.count)
            file.sources.append(name)
            sourceNumbers[name] = number
        }
        lastSource = (text, number)
        return number
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool {
        self == 0x20 || (0x09...0x0d).contains(self)
    }

    /// True if it may occur in the name of an attribute.
    fileprivate var isRPSLName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate var trimmed: ArraySlice<UInt8> {
        var text = drop(while: \.isBlank)
        while let last = text.last, last.isBlank { text.removeLast() }
        return text
    }
}

extension [UInt8] {
    fileprivate mutating func appendWord(_ word: ArraySlice<UInt8>) {
        if !isEmpty { append(0x20) }
        append(contentsOf: word)
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self
        while let last = text.utf8.last, last.isBlank { text.removeLast() }
        return text
    }
}
