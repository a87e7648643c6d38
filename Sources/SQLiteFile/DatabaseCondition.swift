package import GRDB
internal import LocalFiles

/// What is found of a database file without changing anything in it.
public enum DatabaseCondition: Hashable, Sendable {
    case missing
    /// Every page is sound.
    case sound(schema: Int, known: Int)
    /// It cannot be used; the error says why.
    case unusable(SQLiteFileError)
    /// It is one of this program's; looking at all of it took longer than was allowed.
    case unfinished(schema: Int, known: Int)
}

extension DatabaseFile {
    /// Looks at the file while others use it: whose it is, its schema, and each page, for as long as `limit` allows.
    ///
    /// - Parameter look: Looks at the rows, as those who use them do; not called for a file of an older schema.
    package func condition(
        within limit: Duration, _ look: @escaping @Sendable (Database) throws -> Void = { _ in }
    ) async -> DatabaseCondition {
        guard LocalFile.exists(path) else { return .missing }
        let found: Int
        do throws(SQLiteFileError) {
            let queue = try openForReading()
            defer { try? queue.close() }
            found = try SQLiteFileError.naming(path) { try queue.read { try schema.check($0, path: path) } }
        } catch {
            return .unusable(error)
        }
        let isCurrent = found == schema.version
        let result = await withTaskGroup(of: DatabaseCondition?.self) { group in
            group.addTask {
                let damage = await findDamage { if isCurrent { try look($0) } }
                return damage.map { .unusable($0) } ?? .sound(schema: found, known: schema.version)
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        return result ?? .unfinished(schema: found, known: schema.version)
    }
}
