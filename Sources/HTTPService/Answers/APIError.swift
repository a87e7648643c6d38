package import Hummingbird
internal import TextFormats

/// An answer other than what was asked for, and why.
package struct APIError: Error {
    package let status: HTTPResponse.Status
    package let message: String
    /// The parameter or member that is wrong.
    package var parameter: String?
    package var headers = HTTPFields()

    @inline(never)
    package init(_ status: HTTPResponse.Status, _ message: String, parameter: String? = nil) {
        self.status = status
        self.message = message
        self.parameter = parameter
    }

    @inline(never)
    package static func invalid(_ parameter: String, _ message: String) -> APIError {
        APIError(.badRequest, message, parameter: parameter)
    }

    /// There is nothing to serve now.
    @inline(never)
    package static func unavailable(_ message: String, retryAfter seconds: Int) -> APIError {
        var error = APIError(.serviceUnavailable, message)
        error.headers[.retryAfter] = String(seconds)
        return error
    }

    /// The server ends.
    package static var ending: APIError {
        unavailable("the server is stopping", retryAfter: 5)
    }

    @inline(never)
    package static func methodNotAllowed(_ allowed: String) -> APIError {
        var error = APIError(.methodNotAllowed, "method not allowed")
        error.headers[.allow] = allowed
        return error
    }

    /// `{"error":…}` and, where one parameter is to blame, `"parameter":…`.
    package var answer: ShortAnswer {
        let text = JSONWriter.object(.compact) { json in
            json.member("error", message)
            json.optionalMember("parameter", parameter)
        }
        var headers = headers
        headers[.contentType] = ContentType.json
        return ShortAnswer(status: status, fields: headers, body: text)
    }

    /// Something that proves who asks is missing, or is not valid (RFC 6750 section 3).
    @inline(never)
    package static func unauthorized(_ message: String, fault: String? = nil) -> APIError {
        var error = APIError(.unauthorized, message)
        error.headers[.wwwAuthenticate] = "Bearer realm=\"atalaya\"" + (fault.map { ", error=\"\($0)\"" } ?? "")
        return error
    }

    package var response: Response {
        answer.response
    }
}
