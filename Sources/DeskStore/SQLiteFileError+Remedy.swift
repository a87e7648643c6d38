public import SQLiteFile

extension SQLiteFileError {
    /// The remedy for a damaged `desk.sqlite`; begins with a small letter. `nil` for anything else.
    ///
    /// - Parameters:
    ///   - configuration: The node's configuration file.
    ///   - backup: The last backup, where one is known.
    public func remedy(configuration: String?, backup: String? = nil) -> String? {
        guard case .damaged(let path, _) = self, path.hasSuffix("/" + DeskDatabase.fileName) else { return nil }
        let option = configuration.map { " --config \($0)" } ?? ""
        return "stop the node and restore a backup: atalaya restore \(backup ?? "BACKUP")\(option)"
    }
}
