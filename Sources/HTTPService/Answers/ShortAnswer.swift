package import Hummingbird

/// An answer that is at hand in one piece: what small answers and errors have in common.
package struct ShortAnswer: Sendable {
    package var status: HTTPResponse.Status
    /// Those of this answer alone; the door adds those that every answer of its kind carries.
    package var fields: HTTPFields
    package var body: [UInt8]

    package init(status: HTTPResponse.Status = .ok, fields: HTTPFields, body: [UInt8]) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    package init(_ body: [UInt8], _ contentType: String, status: HTTPResponse.Status = .ok) {
        self.init(status: status, fields: [.contentType: contentType], body: body)
    }

    package var response: Response {
        Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
