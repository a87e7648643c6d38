public import SQLiteFile

extension PayloadStore {
    /// What is found of the file in `folder`, which is not changed.
    public static func condition(folder: String, within limit: Duration) async -> DatabaseCondition {
        await file(folder).condition(within: limit)
    }
}
