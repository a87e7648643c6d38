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
    /// What every answer carries: these are public data, read by pages of any origin (as other validators let them), and never
    /// run or framed by a browser.
    mutating func addCommon() {
        self[.accessControlAllowOrigin] = "*"
        self[.xContentTypeOptions] = "nosniff"
        self[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
    }
}
