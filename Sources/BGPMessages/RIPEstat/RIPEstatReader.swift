internal import NumberResources
internal import TextFormats

extension RIPEstatUpdates {
    /// Reads an answer.
    ///
    /// - Parameter nextChunk: Gives the next octets, of any number; `nil` at the end.
    /// - Throws: `json` or `jsonField`, where the answer as a whole cannot be used.
    public init(
        limits: RIPEstatLimits = RIPEstatLimits(), chunks nextChunk: @escaping () throws -> [UInt8]?
    ) throws(MessageError) {
        var reader = RIPEstatReader(JSONReader(limits: limits.json, nextChunk: nextChunk), limits: limits)
        do throws(JSONFieldError) {
            try reader.readAnswer()
        } catch {
            switch error {
            case .json(let error): throw .json(error)
            case .field(let name, let offset): throw .ripeStat(name, "has an invalid value", at: offset)
            }
        }
        guard reader.hasUpdates else { throw .ripeStat("updates", "is missing") }
        self = reader.finished()
    }
}

/// Walks through an answer.
private struct RIPEstatReader: ~Copyable {

    private var json: JSONFieldReader
    private let limits: RIPEstatLimits
    private var updates = RIPEstatUpdates()
    private(set) var hasUpdates = false
    /// The AS number of a peer, as a path of it said.
    private var asns: [IPAddress: ASN] = [:]
    private var hasToldLimit = false

    init(_ reader: consuming JSONReader, limits: RIPEstatLimits) {
        json = JSONFieldReader(reader)
        self.limits = limits
    }

    mutating func readAnswer() throws(JSONFieldError) {
        try json.begin()
        while try json.member() {
            if json.named("data") {
                try readData()
            } else {
                try json.skip()
            }
        }
        try json.finish()
    }

    consuming func finished() -> RIPEstatUpdates {
        for index in updates.events.indices where updates.events[index].peer.asn == 0 {
            if let asn = asns[updates.events[index].peer.address] {
                updates.events[index].peer.asn = asn
            } else {
                updates.unknownPeers += 1
            }
        }
        return updates
    }

    private mutating func readData() throws(JSONFieldError) {
        guard try json.kind() == .object else { return try json.skip() }
        try json.begin()
        while try json.member() {
            if json.named("updates") {
                hasUpdates = true
                try json.beginArray()
                while try json.element() { try readUpdate() }
            } else {
                try json.skip()
            }
        }
    }

    /// One update. What is not as it should be costs this one only, since the JSON around it holds.
    private mutating func readUpdate() throws(JSONFieldError) {
        let place = json.reader.offset
        guard updates.events.count < limits.updates else {
            if !hasToldLimit {
                updates.faults.append(
                    MessageError(.jsonLimit, .skip, "Docs/Limits.md", at: place, "more than \(limits.updates) updates"))
            }
            hasToldLimit = true
            return try json.skip()
        }
        var update = Update()
        try json.begin()
        while try json.member() {
            if json.named("type") {
                update.type = try optionalText()
            } else if json.named("timestamp") {
                update.time = try time()
            } else if json.named("attrs") {
                try readAttributes(&update)
            } else {
                try json.skip()
            }
        }
        do throws(MessageError) {
            let event = try update.event(at: place)
            if event.peer.asn != 0 { asns[event.peer.address] = event.peer.asn }
            updates.events.append(event)
        } catch {
            updates.faults.append(error)
        }
    }

    private mutating func readAttributes(_ update: inout Update) throws(JSONFieldError) {
        guard try json.kind() == .object else { return try json.skip() }
        try json.begin()
        while try json.member() {
            if json.named("target_prefix") {
                update.prefix = try optionalText().flatMap { RIPEstatReader.prefix($0) }
            } else if json.named("source_id") {
                update.source = try optionalText()
            } else if json.named("path") {
                update.path = try json.path("path")
            } else if json.named("community") {
                try readCommunities(&update)
            } else {
                try json.skip()
            }
        }
    }

    /// `174:1001`; what has more parts or larger ones is of another kind.
    private mutating func readCommunities(_ update: inout Update) throws(JSONFieldError) {
        guard try json.kind() == .array else { return try json.skip() }
        try json.beginArray()
        while try json.element() {
            guard let text = try optionalText() else { continue }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            if parts.count == 2, let high = UInt16(parts[0]), let low = UInt16(parts[1]) {
                update.communities.append(UInt32(high) << 16 | UInt32(low))
            } else if parts.count == 3, let one = UInt32(parts[0]), let two = UInt32(parts[1]),
                let three = UInt32(parts[2])
            {
                update.largeCommunities.append(
                    PathAttributes.LargeCommunity(globalAdministrator: one, localData1: two, localData2: three))
            }
        }
    }

    private mutating func optionalText() throws(JSONFieldError) -> String? {
        guard try json.kind() == .string else {
            try json.skip()
            return nil
        }
        try json.string("text")
        return json.text
    }

    /// `2025-07-01T12:00:00`, or seconds since 1970.
    private mutating func time() throws(JSONFieldError) -> BGPTime? {
        if try json.kind() == .number { return try json.time("timestamp") }
        return try optionalText().flatMap { BGPTime(utc: $0) }
    }

    private static func prefix(_ text: String) -> IPPrefix? {
        do throws(IPPrefix.TextError) {
            return try IPPrefix(parsing: text)
        } catch {
            if case .hostBits(let prefix) = error { return prefix }
            return nil
        }
    }
}

/// An update as it was found.
private struct Update {
    var type: String?
    var time: BGPTime?
    var prefix: IPPrefix?
    var source: String?
    var path: ASPath?
    var communities: [UInt32] = []
    var largeCommunities: [PathAttributes.LargeCommunity] = []

    func event(at place: Int) throws(MessageError) -> RouteEvent {
        guard let time else { throw .ripeStat("timestamp", "is missing or not a time", at: place) }
        guard let prefix else { throw .ripeStat("target_prefix", "is missing or not a prefix", at: place) }
        // The number of the collector, a dash, the address.
        guard let source, let dash = source.firstIndex(of: "-"),
            let address = IPAddress(source[source.index(after: dash)...])
        else { throw .ripeStat("source_id", "is missing or does not name an address", at: place) }
        let peer = BGPPeer(address: address, asn: path?.neighbour ?? 0)
        switch type {
        case "A":
            guard let path else { throw .ripeStat("path", "is missing", at: place) }
            var attributes = PathAttributes()
            attributes.asPath = path
            attributes.communities = communities
            attributes.largeCommunities = largeCommunities
            return RouteEvent(time: time, peer: peer, prefix: prefix, action: .announce(attributes))
        case "W": return RouteEvent(time: time, peer: peer, prefix: prefix, action: .withdraw)
        default: throw .ripeStat("type", "is neither A nor W", at: place)
        }
    }
}

extension MessageError {
    @inline(never)
    fileprivate static func ripeStat(_ name: StaticString, _ detail: String, at offset: Int = 0) -> MessageError {
        MessageError(.jsonField, .skip, "RIPEstat bgp-updates", at: offset, "\(name) \(detail)")
    }
}
