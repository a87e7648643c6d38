internal import Access
internal import FoundationEssentials
internal import GRDB
internal import SQLiteFile

extension Row {
    func accountName(_ column: String) throws(ColumnError) -> AccountName {
        guard let name = AccountName(try cell(column).text()) else {
            throw ColumnError(column: column, found: "a text that is not the name of an account")
        }
        return name
    }

    func roles(_ column: String) throws(ColumnError) -> Set<Role> {
        var roles: Set<Role> = []
        for word in try cell(column).text().split(separator: " ") {
            guard let role = Role(rawValue: String(word)), Role.assignable.contains(role) else {
                throw ColumnError(column: column, found: "a word that is not a role")
            }
            roles.insert(role)
        }
        return roles
    }

    func secretHash(_ column: String) throws(ColumnError) -> SecretHash {
        guard let hash = SecretHash(octets: try cell(column).octets()) else {
            throw ColumnError(column: column, found: "unexpected octets")
        }
        return hash
    }
}

extension Set<Role> {
    /// The names with a blank between them.
    var text: String { sorted().map(\.rawValue).joined(separator: " ") }
}

extension [UInt8] {
    /// As a value for a column.
    var data: Data { Data(self) }
}
