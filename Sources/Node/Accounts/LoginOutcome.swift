package import Access
internal import HTTPService

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

        /// The values of `Set-Cookie` for the browser.
        ///
        /// - Parameter isSecure: Whether its connection is encrypted.
        package func cookies(isSecure: Bool) -> [String] {
            [
                BrowserCookie.session.setting(secret, isSecure: isSecure),
                BrowserCookie.device.setting(device, isSecure: isSecure),
            ]
        }
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
    /// Others could read what the browser sends: logins take TLS, a trusted proxy, or a browser on the node's machine.
    case unencrypted
}
