package import Access

/// The account that a node gets where it has none.
package enum FirstAccount {
    package static let name = "admin"
    package static let roles: Set<Role> = [.administrator, .analyst]
}
