public import SQLiteFile

extension ObjectStore {
    /// What is found of the file in `folder`, which is not changed.
    public static func condition(folder: String, within limit: Duration) async -> DatabaseCondition {
        await file((folder.hasSuffix("/") ? folder : folder + "/") + fileName).condition(within: limit)
    }
}
