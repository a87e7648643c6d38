internal import RPKIObjects
package import TextFormats

extension Rejection {
    /// The record as one line of JSON, without its line end:
    /// `{"uri":…,"hash":…,"level":…,"reason":…,"rfc":…,"section":…,"offset":…,"detail":…}`. `hash`, `section` and `offset`
    /// are null where there is none.
    public var json: String {
        JSONWriter.text(writeMembers)
    }

    /// Writes the members of the record, in the object that is being written.
    package func writeMembers(to json: inout JSONWriter) {
        json.member("uri", uri)
        json.member("hash", hash?.description)
        json.member("level", level.rawValue)
        json.member("reason", error.code.rawValue)
        json.member("rfc", error.rule.document)
        json.member("section", error.rule.section.isEmpty ? nil : error.rule.section)
        json.member("offset", error.offset)
        json.member("detail", error.detail)
    }
}
