internal import GRDB
public import SQLiteFile

extension DeskDatabase {
    /// What is found of the file in `folder`, which is not changed, also where it has an older schema.
    public static func condition(folder: String, within limit: Duration) async -> DatabaseCondition {
        await file(path: folder + "/" + fileName).condition(within: limit) { try checkRows($0) }
    }

    /// The database in `folder` for reading alone; nothing in the file is changed, also where it has an older schema.
    ///
    /// - Throws: ``SQLiteFileError``, also where there is none.
    public static func open(readingIn folder: String) throws(SQLiteFileError) -> DeskDatabase {
        let file = file(path: folder + "/" + fileName)
        return DeskDatabase(
            try DatabaseConnection(reading: file, because: .database(path: file.path, reason: "opened for reading")),
            file)
    }
}
