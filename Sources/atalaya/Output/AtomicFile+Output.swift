internal import LocalFiles

extension AtomicFile {
    /// Writes to `path` what `body` hands over, or leaves the file there as it was.
    static func write(
        _ path: String, _ body: ((Span<UInt8>) throws(Failure) -> Void) throws(Failure) -> Void
    ) throws(Failure) {
        let file = try Failure.naming { () throws(LocalFileError) in try AtomicFile(path) }
        try body { (octets) throws(Failure) in
            do throws(LocalFileError) {
                try file.write(octets)
            } catch {
                throw Failure("\(error)")
            }
        }
        try Failure.naming { () throws(LocalFileError) in try file.commit() }
    }
}

extension Failure {
    /// Returns the result of `body`; an error names the file.
    fileprivate static func naming<Result>(
        _ body: () throws(LocalFileError) -> Result
    ) throws(Failure) -> Result {
        do throws(LocalFileError) {
            return try body()
        } catch {
            throw Failure("\(error)")
        }
    }
}
