/// The principal of a request, and whether the request is permitted.
public struct AccessDecision: Hashable, Sendable {
    /// Reason for a refusal.
    public enum Refusal: String, Hashable, Sendable, CaseIterable {
        /// Nothing was shown that proves who asks.
        case noCredentials = "no-credentials"
        /// What was shown is not a token that is known.
        case unknownToken = "unknown-token"
        case expiredToken = "expired-token"
        /// The session that was shown has ended, or never was.
        case endedSession = "ended-session"
        /// A form did not come from a page of the node, or from one of another session.
        case foreignForm = "foreign-form"
        /// Name and password of a login do not belong together.
        case wrongPassword = "wrong-password"
        /// The one-time link of a login is not known, was used or has expired.
        case unknownLink = "unknown-link"
        /// There were too many failed logins before.
        case tooManyTries = "too-many-tries"
        /// The principal has no grant for the resource and verb.
        case noGrant = "no-grant"
        /// The principal has one, but not for records with this label.
        case markedHigher = "marked-higher"

        /// Whether other credentials could help; otherwise the principal is known but has no permission.
        public var asksForCredentials: Bool {
            switch self {
            case .noCredentials, .unknownToken, .expiredToken, .endedSession, .wrongPassword, .unknownLink: true
            case .foreignForm, .tooManyTries, .noGrant, .markedHigher: false
            }
        }
    }

    public let principal: Principal
    /// `nil` when it is permitted.
    public let refusal: Refusal?

    public init(_ principal: Principal, refusal: Refusal? = nil) {
        self.principal = principal
        self.refusal = refusal
    }

    public var isAllowed: Bool { refusal == nil }
}
