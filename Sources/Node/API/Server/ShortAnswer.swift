internal import Hummingbird

internal import struct FoundationEssentials.Date

/// An answer that is at hand in one piece: what small answers, errors and those of `ImmediateHandler` have in common.
struct ShortAnswer {
    var status: HTTPResponse.Status
    /// Those of this answer alone; `HTTPFields.addCommon()` has those that every answer carries.
    var fields: HTTPFields
    var body: [UInt8]

    var response: Response {
        Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension HTTPFields {
    /// What every answer carries: it is never run or framed by a browser.
    ///
    /// - Parameter isShared: Whether pages of any origin may read it, as other validators let them: public data.
    mutating func addCommon(isShared: Bool) {
        if isShared { self[.accessControlAllowOrigin] = "*" }
        self[.xContentTypeOptions] = "nosniff"
        self[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
    }
}
