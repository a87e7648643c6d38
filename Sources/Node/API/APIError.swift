internal import Hummingbird
internal import TextFormats

/// An answer other than what was asked for, and why.
struct APIError: Error {
    let status: HTTPResponse.Status
    let message: String
    /// The parameter or member that is wrong.
    var parameter: String?
    var headers = HTTPFields()

    @inline(never)
    init(_ status: HTTPResponse.Status, _ message: String, parameter: String? = nil) {
        self.status = status
        self.message = message
        self.parameter = parameter
    }

    @inline(never)
    static func invalid(_ parameter: String, _ message: String) -> APIError {
        APIError(.badRequest, message, parameter: parameter)
    }

    /// There is nothing to serve now.
    @inline(never)
    static func unavailable(_ message: String, retryAfter seconds: Int) -> APIError {
        var error = APIError(.serviceUnavailable, message)
        error.headers[.retryAfter] = String(seconds)
        return error
    }

    /// The server ends.
    static var ending: APIError {
        unavailable("the server is ending", retryAfter: 5)
    }

    @inline(never)
    static func methodNotAllowed(_ allowed: String) -> APIError {
        var error = APIError(.methodNotAllowed, "method not allowed")
        error.headers[.allow] = allowed
        return error
    }

    /// `{"error":…}` and, where one parameter is to blame, `"parameter":…`.
    var answer: ShortAnswer {
        let text = JSONWriter.object(.compact) { json in
            json.member("error", message)
            json.optionalMember("parameter", parameter)
        }
        var headers = headers
        headers[.contentType] = ContentType.json
        headers[.cacheControl] = "no-store"
        return ShortAnswer(status: status, fields: headers, body: text)
    }

    var response: Response {
        answer.response
    }
}
