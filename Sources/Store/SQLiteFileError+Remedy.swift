public import SQLiteFile

extension SQLiteFileError {
    /// What an operator can do about a state file of the node, where that is not plain; begins with a small letter.
    public var remedy: String? {
        guard case .damaged(let path, _) = self else { return nil }
        return "restart the node: it sets the file aside as \(path).damaged and begins a new one"
    }
}
