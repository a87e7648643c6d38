import NumberResources
import TextFormats

extension JSONPayloadParser {
    /// The origin of a row, according to the file.
    private struct Origin {
        var trustAnchor: Int?
        var expires: UnixTime?
        var sources: [PayloadSource] = []
        var hasSources = false
    }

    mutating func parseVRP() throws(JSONError) {
        var asn: ASN?
        var prefix: IPPrefix?
        var maxLength: UInt64?
        var origin = Origin()
        guard try beginRow() else { return }
        while try reader.nextMember() {
            if reader.textIs("asn") {
                try once(asn == nil)
                asn = try readASN()
            } else if reader.textIs("prefix") {
                try once(prefix == nil)
                prefix = try readText(.invalidPrefix) { IPPrefix(utf8: $0) }
            } else if reader.textIs("maxLength") {
                try once(maxLength == nil)
                maxLength = try readUnsigned(.invalidMaxLength)
            } else {
                try readOrigin(&origin)
            }
        }
        guard failure == nil else { return }
        guard let asn, let prefix else { return failure = .missingField }
        let length = maxLength ?? UInt64(prefix.length)
        guard VRP.isValid(maxLength: length, of: prefix) else { return failure = .invalidMaxLength }
        let vrp = VRP(prefix: prefix, maxLength: UInt8(length), asn: asn)
        if origin.sources.isEmpty {
            collector.builder.add(vrp, source: source(of: origin))
        } else {
            for source in origin.sources { collector.builder.add(vrp, source: source) }
        }
    }

    mutating func parseRouterKey() throws(JSONError) {
        var asn: ASN?
        var identifier: [UInt8]?
        var key: [UInt8]?
        var origin = Origin()
        guard try beginRow() else { return }
        while try reader.nextMember() {
            if reader.textIs("asn") {
                try once(asn == nil)
                asn = try readASN()
            } else if reader.textIs("SKI") || reader.textIs("ski") {
                try once(identifier == nil)
                identifier = try readText(.invalidKeyIdentifier) { text in
                    text.count == 2 * RouterKey.subjectKeyIdentifierCount ? Hexadecimal.octets(text) : nil
                }
            } else if reader.textIs("routerPublicKey") || reader.textIs("pubkey") {
                try once(key == nil)
                key = try readText(.invalidPublicKey) { $0.isEmpty ? nil : Base64.lenientOctets($0) }
            } else {
                try readOrigin(&origin)
            }
        }
        guard failure == nil else { return }
        guard let asn, let identifier, let key else { return failure = .missingField }
        let payload = RouterKey(asn: asn, subjectKeyIdentifier: identifier, publicKey: key)
        if origin.sources.isEmpty {
            collector.builder.add(payload, source: source(of: origin))
        } else {
            for source in origin.sources { collector.builder.add(payload, source: source) }
        }
    }

    mutating func parseASPA() throws(JSONError) {
        var customer: ASN?
        var providers: [ASN]?
        var origin = Origin()
        guard try beginRow() else { return }
        while try reader.nextMember() {
            if reader.textIs("customer") || reader.textIs("customer_asid") {
                try once(customer == nil)
                customer = try readASN()
            } else if reader.textIs("providers") {
                try once(providers == nil)
                providers = try readProviders()
            } else {
                try readOrigin(&origin)
            }
        }
        guard failure == nil else { return }
        guard let customer, let providers else { return failure = .missingField }
        guard customer != 0 else { return failure = .invalidASN }
        guard !providers.isEmpty else { return failure = .invalidProviders }
        let aspa = ASPA(customer: customer, providers: providers)
        if origin.sources.isEmpty {
            collector.builder.add(aspa, source: source(of: origin))
        } else {
            for source in origin.sources { collector.builder.add(aspa, source: source) }
        }
    }
}

extension JSONPayloadParser {
    /// Goes into the row's object; a row that is none is skipped.
    private mutating func beginRow() throws(JSONError) -> Bool {
        guard try reader.peekKind() == .object else {
            failure = .invalidRow
            try reader.skipValue()
            return false
        }
        try reader.beginObject()
        return true
    }

    private mutating func fail(_ code: RejectedRow.Code) {
        if failure == nil { failure = code }
    }

    private mutating func once(_ isFirst: Bool) throws(JSONError) {
        if !isFirst { fail(.duplicateField) }
    }

    private mutating func readASN() throws(JSONError) -> ASN? {
        if try reader.peekKind() == .number {
            guard case .unsigned(let number) = try reader.readNumber(), let number = UInt32(exactly: number) else {
                fail(.invalidASN)
                return nil
            }
            return ASN(number)
        }
        return try readText(.invalidASN) { ASN(utf8: $0) }
    }

    private mutating func readText<Value>(
        _ code: RejectedRow.Code, _ parse: (Span<UInt8>) -> Value?
    ) throws(JSONError) -> Value? {
        guard try reader.peekKind() == .string else {
            fail(code)
            try reader.skipValue()
            return nil
        }
        try reader.readString()
        let value = reader.withText(parse)
        if value == nil { fail(code) }
        return value
    }

    private mutating func readUnsigned(_ code: RejectedRow.Code) throws(JSONError) -> UInt64? {
        guard try reader.peekKind() == .number else {
            fail(code)
            try reader.skipValue()
            return nil
        }
        guard case .unsigned(let number) = try reader.readNumber() else {
            fail(code)
            return nil
        }
        return number
    }

    private mutating func readProviders() throws(JSONError) -> [ASN]? {
        guard try reader.peekKind() == .array else {
            fail(.invalidProviders)
            try reader.skipValue()
            return nil
        }
        var providers: [ASN] = []
        try reader.beginArray()
        while try reader.nextElement() {
            let before = failure
            if let provider = try readASN() {
                providers.append(provider)
            } else {
                failure = before ?? .invalidProviders
            }
        }
        return providers
    }

    private mutating func readOrigin(_ origin: inout Origin) throws(JSONError) {
        if reader.textIs("ta") {
            guard try reader.peekKind() == .string else {
                fail(.invalidTrustAnchor)
                return try reader.skipValue()
            }
            try once(origin.trustAnchor == nil)
            try reader.readString()
            origin.trustAnchor = collector.trustAnchorNumber(reader.textSlice)
        } else if reader.textIs("expires") {
            try once(origin.expires == nil)
            if let seconds = try readUnsigned(.invalidTime) {
                origin.expires = NumberText.time(seconds)
                if origin.expires == nil { fail(.invalidTime) }
            }
        } else if reader.textIs("source") {
            hasExtendedSources = true
            try once(!origin.hasSources)
            origin.hasSources = true
            origin.sources = try readSources()
        } else {
            try reader.skipValue()
        }
    }

    private mutating func source(of origin: Origin) -> PayloadSourceID {
        collector.source(trustAnchor: origin.trustAnchor ?? -1, expires: origin.expires)
    }
}
