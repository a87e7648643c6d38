package import Access

/// Who may use a route.
package enum RouteAccess: Hashable, Sendable {
    /// Everybody.
    case `public`
    /// Programs of the same machine, and not through a proxy.
    case loopback
    /// Who has a grant for this, by a token or as a program of the same machine.
    case granted(AccessQuestion)
}
