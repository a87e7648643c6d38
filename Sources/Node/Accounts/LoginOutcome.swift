package import Access

package import struct FoundationEssentials.Date

/// What became of a try to log in.
package enum LoginOutcome: Hashable, Sendable {
    /// A session that has begun: the secrets are for the cookies of the browser.
    package struct Login: Hashable, Sendable {
        package let session: Session
        /// For ``BrowserCookie/session``.
        package let secret: String
        /// For ``BrowserCookie/device``.
        package let device: String
    }

    case loggedIn(Login)
    /// Name, password and code do not belong together; which of them is wrong is not said.
    case refused
    /// The password is right, and the account has a second factor.
    case codeNeeded
    /// There were too many failed tries.
    case wait(until: Date)
    /// Too many passwords are being checked now.
    case busy
}
