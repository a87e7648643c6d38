internal import TextFormats

extension JSONPayloadParser {
    /// The sources that Routinator's `jsonext` gives a row.
    mutating func readSources() throws(JSONError) -> [PayloadSource] {
        guard try reader.peekKind() == .array else {
            failure = failure ?? .invalidSource
            try reader.skipValue()
            return []
        }
        var sources: [PayloadSource] = []
        try reader.beginArray()
        while try reader.nextElement() {
            if let source = try readSource() {
                sources.append(source)
            } else {
                failure = failure ?? .invalidSource
            }
        }
        return sources
    }

    private mutating func readSource() throws(JSONError) -> PayloadSource? {
        guard try reader.peekKind() == .object else {
            try reader.skipValue()
            return nil
        }
        var isException = false
        var isValid = true
        var path: String?
        var comment: String?
        var object = PayloadSource.Object(trustAnchor: PayloadSource.noTrustAnchor)
        var names = JSONMemberNames()
        names.begin()
        try reader.beginObject()
        while try reader.nextMember() {
            if !names.insert(reader.textSlice) { isValid = false }
            if reader.textIs("type") {
                isException = try readString() == "exception"
            } else if reader.textIs("path") {
                path = try readString()
            } else if reader.textIs("comment") {
                comment = try readString()
            } else if reader.textIs("uri") {
                object.uri = try readString()
            } else if reader.textIs("tal") {
                if let name = try readString() { object.trustAnchor = name } else { isValid = false }
            } else if reader.textIs("validity") {
                object.validity = try readValidity()
                if object.validity == nil { isValid = false }
            } else if reader.textIs("chainValidity") {
                object.chainValidity = try readValidity()
                if object.chainValidity == nil { isValid = false }
            } else if reader.textIs("stale") {
                object.stale = try readTime()?.date
                if object.stale == nil { isValid = false }
            } else {
                try reader.skipValue()
            }
        }
        guard isValid else { return nil }
        return isException ? .exception(path: path, comment: comment) : .object(object)
    }

    /// A string; `nil` for anything else.
    private mutating func readString() throws(JSONError) -> String? {
        guard try reader.peekKind() == .string else {
            try reader.skipValue()
            return nil
        }
        try reader.readString()
        return reader.textString
    }

    private mutating func readTime() throws(JSONError) -> UnixTime? {
        guard try reader.peekKind() == .string else {
            try reader.skipValue()
            return nil
        }
        try reader.readString()
        return reader.withText { UnixTime(payloadTime: $0) }
    }

    private mutating func readValidity() throws(JSONError) -> PayloadValidity? {
        guard try reader.peekKind() == .object else {
            try reader.skipValue()
            return nil
        }
        var notBefore: UnixTime?
        var notAfter: UnixTime?
        var isRepeated = false
        var names = JSONMemberNames()
        names.begin()
        try reader.beginObject()
        while try reader.nextMember() {
            if !names.insert(reader.textSlice) { isRepeated = true }
            if reader.textIs("notBefore") {
                notBefore = try readTime()
            } else if reader.textIs("notAfter") {
                notAfter = try readTime()
            } else {
                try reader.skipValue()
            }
        }
        guard let notBefore, let notAfter, !isRepeated else { return nil }
        return PayloadValidity(notBefore: notBefore.date, notAfter: notAfter.date)
    }
}
