/// A cookie of the node in a browser. No script can read it, no page of another site sends it along but by a link, and where the
/// connection is encrypted, no other host and no unencrypted page can set or read it (`__Host-`).
package enum BrowserCookie: Sendable, CaseIterable {
    /// The secret of a session. It goes when the browser is closed; the node ends the session in any case.
    case session
    /// The secret by which a browser that has logged in is known again.
    case device

    /// - Parameter isSecure: Whether the browser's connection is encrypted.
    package func name(isSecure: Bool) -> String {
        (isSecure ? "__Host-" : "") + (self == .session ? "atalaya" : "atalaya-device")
    }

    /// The value of `Set-Cookie` that sets it.
    ///
    /// - Parameter value: The text of a secret.
    package func setting(_ value: String, isSecure: Bool) -> String {
        // 400 days is the most that browsers keep a cookie.
        let age = self == .device ? "; Max-Age=34560000" : ""
        return "\(name(isSecure: isSecure))=\(value); Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")\(age)"
    }

    /// The value of `Set-Cookie` that removes it.
    package func removing(isSecure: Bool) -> String {
        "\(name(isSecure: isSecure))=; Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : ""); Max-Age=0"
    }
}
