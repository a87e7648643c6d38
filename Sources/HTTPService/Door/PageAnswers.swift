internal import Access
internal import HTTPTypes

/// What browsers get in place of a page: made by the console, which the door does not know.
package struct PageAnswers: Sendable {
    /// Why a form was not taken.
    package enum Interruption: Hashable, Sendable {
        /// Who sent it has to log in, again or for the first time.
        case loginNeeded
        /// It is from a page of another session: who sent it has logged in again meanwhile.
        case otherSession
    }

    /// A page about an error.
    package var error: @Sendable (APIError, DoorRequest) -> ShortAnswer
    /// A page that gives the fields of a form back, so that nothing has to be typed again; `nil` for the page about the error.
    package var interrupted: (@Sendable (Interruption, FormFields, DoorRequest) -> ShortAnswer)?
    /// Where browsers are sent to that have to log in; the path to go on to is the parameter `next`.
    package var loginPath: String

    package init(
        loginPath: String = "/login", error: @escaping @Sendable (APIError, DoorRequest) -> ShortAnswer,
        interrupted: (@Sendable (Interruption, FormFields, DoorRequest) -> ShortAnswer)? = nil
    ) {
        self.loginPath = loginPath
        self.error = error
        self.interrupted = interrupted
    }

    /// Lines of text.
    package static let plain = PageAnswers { error, _ in
        var answer = ShortAnswer(Array((error.message + "\n").utf8), ContentType.text, status: error.status)
        for field in error.headers { answer.fields.append(field) }
        return answer
    }

    /// Sends a browser to the login, and then back.
    func login(for request: DoorRequest) -> ShortAnswer {
        let next = LocalPath(request.target).map { "?next=" + $0.parameterValue } ?? ""
        return ShortAnswer(status: .seeOther, fields: [.location: loginPath + next], body: [])
    }
}
