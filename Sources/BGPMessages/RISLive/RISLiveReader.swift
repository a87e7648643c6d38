internal import NumberResources
internal import TextFormats

/// Walks through one message and keeps what is known of it.
struct RISLiveReader: ~Copyable {
    enum ReplyType {
        case message, error, subscribed, collectors, pong
        case other(String)
    }

    var json: JSONFieldReader
    var fields = RISLiveFields()
    var collectors: [String] = []

    init(_ reader: consuming JSONReader) {
        json = JSONFieldReader(reader)
    }

    /// Reads the whole text. A message may come without its envelope, as some archives keep it.
    mutating func readReply() throws(MessageError) -> ReplyType {
        do throws(JSONFieldError) {
            return try readEnvelope()
        } catch {
            switch error {
            case .json(let error): throw .json(error)
            case .field(let name, let offset): throw .field(name, "has an invalid value", at: offset)
            }
        }
    }

    private mutating func readEnvelope() throws(JSONFieldError) -> ReplyType {
        var type: ReplyType?
        var hasData = false
        try json.begin()
        while try json.member() {
            if json.named("type") {
                type = try readType()
            } else if json.named("data") {
                hasData = true
                try readData()
            } else {
                try readMember()
            }
        }
        try json.finish()
        if let type, hasData { return type }
        // Without an envelope the type is that of the BGP message, which was not taken for one of ours.
        if case .other(let name) = type ?? .other(""), !hasData, fields.peer != nil {
            fields.kind = RISLiveReader.kind(name)
            return .message
        }
        guard let type else { throw .field("type", 0) }
        return type
    }

    private mutating func readType() throws(JSONFieldError) -> ReplyType {
        try json.string("type")
        if json.named("ris_message") { return .message }
        if json.named("ris_error") { return .error }
        if json.named("ris_subscribe_ok") { return .subscribed }
        if json.named("ris_rrc_list") { return .collectors }
        if json.named("pong") { return .pong }
        return .other(json.text)
    }

    private mutating func readData() throws(JSONFieldError) {
        switch try json.kind() {
        case .object:
            try json.begin()
            while try json.member() {
                if json.named("type") {
                    try json.string("type")
                    fields.kind = RISLiveReader.kind(json.text)
                } else {
                    try readMember()
                }
            }
        case .array:
            try json.beginArray()
            while try json.element() {
                if try json.kind() == .string {
                    try json.string("data")
                    collectors.append(json.text)
                } else {
                    try json.skip()
                }
            }
        default: try json.skip()
        }
    }

    private static func kind(_ name: String) -> RISLiveFields.Kind {
        switch name {
        case "UPDATE": .update
        case "OPEN": .open
        case "NOTIFICATION": .notification
        case "KEEPALIVE": .keepalive
        case "RIS_PEER_STATE": .peerState
        default: .other
        }
    }

    /// Reads the value of the member whose name is the text.
    private mutating func readMember() throws(JSONFieldError) {
        if json.named("timestamp") {
            fields.time = try json.time("timestamp")
        } else if json.named("peer") {
            try json.string("peer")
            fields.peer = json.reader.withText { IPAddress(utf8: $0) }
            if fields.peer == nil { throw .field("peer", json.reader.offset) }
        } else if json.named("peer_asn") {
            fields.asn = try json.asn("peer_asn")
        } else if json.named("id") {
            try json.string("id")
            fields.identity = json.reader.withText(RISLiveReader.identity)
        } else if json.named("host") {
            try json.string("host")
            // A name, as rrc00.ripe.net: what else may stand there is not to reach a terminal.
            let name = json.text.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7f }.prefix(64)
            fields.collector = String(String.UnicodeScalarView(name))
        } else if json.named("raw") {
            try readRaw()
        } else if json.named("path") {
            fields.attributes.asPath = try json.path("path")
        } else if json.named("community") {
            try readCommunities()
        } else if json.named("origin") {
            try readOrigin()
        } else if json.named("med") {
            fields.attributes.multiExitDiscriminator = try json.optionalNumber("med")
        } else if json.named("aggregator") {
            try readAggregator()
        } else if json.named("announcements") {
            fields.tellsRoutes = true
            try readAnnouncements()
        } else if json.named("withdrawals") {
            fields.tellsRoutes = true
            fields.withdrawals = try readPrefixes("withdrawals")
        } else if json.named("state") {
            try readState()
        } else if json.named("notification") {
            try readNotification()
        } else if json.named("message") {
            if try json.kind() == .string {
                try json.string("message")
                fields.message = String(json.text.prefix(1_024))
            } else {
                try json.skip()
            }
        } else {
            try json.skip()
        }
    }

    /// FNV-1a: two identifiers of one stream are as good as never the same number.
    private static func identity(_ text: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in text.indices { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01b3 }
        return hash
    }

    private mutating func readRaw() throws(JSONFieldError) {
        if try json.kind() == .null { return try json.skip() }
        try json.string("raw")
        // Without valid hexadecimal there is no message; then it disagrees with the fields, which is reported there.
        fields.raw = json.reader.withText { Hexadecimal.octets($0) } ?? []
    }

    private mutating func readState() throws(JSONFieldError) {
        try json.string("state")
        fields.state =
            json.named("connected") || json.named("up") || json.named("established")
            ? .established : json.named("down") ? .idle : nil
    }

    private mutating func readNotification() throws(JSONFieldError) {
        guard try json.kind() == .object else { return try json.skip() }
        try json.begin()
        while try json.member() {
            if json.named("code") {
                fields.notification.code = UInt8(truncatingIfNeeded: try json.optionalNumber("code") ?? 0)
            } else if json.named("subcode") {
                fields.notification.subcode = UInt8(truncatingIfNeeded: try json.optionalNumber("subcode") ?? 0)
            } else {
                try json.skip()
            }
        }
    }
}
