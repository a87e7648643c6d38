extension RepositoryPlan {
    /// Signs everything and writes it to `folder` as HOST/MODULE/PATH, one publication point in memory for each worker:
    /// for repositories that are too large for ``build()``.
    ///
    /// - Returns: how many files were written.
    @discardableResult
    public func write(to folder: String, workers: Int = 1) async throws -> Int {
        let folder = RepositoryFolder(path: folder)
        let certificate = try encodedTrustAnchor()
        try folder.write(Dictionary(trustAnchorURIs.map { ($0, certificate) }) { first, _ in first })
        return try await withThrowingTaskGroup(of: Int.self) { group in
            var count = trustAnchorURIs.count
            for (started, authority) in allAuthorities.enumerated() {
                if started >= max(1, workers), let written = try await group.next() { count += written }
                group.addTask {
                    let files = try build(authority).files
                    try folder.write(files)
                    return files.count
                }
            }
            for try await written in group { count += written }
            return count
        }
    }

    /// Writes the trust anchor locator to `folder` as NAME.tal; returns its path.
    @discardableResult
    public func writeTAL(to folder: String) throws -> String {
        try RepositoryFolder(path: folder).writeTAL(tal(), name: name)
    }
}
