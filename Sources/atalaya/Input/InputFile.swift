internal import LocalFiles

/// Reading what the operator named on the command line.
enum InputFile {
    /// The octets of the file at `path`, at most `limit` of them.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        do {
            return try LocalFile.read(path, limit: limit)
        } catch {
            throw Failure("\(error)")
        }
    }

    /// Fails where one of `paths` cannot be opened, before anything is written; `-` is standard input.
    static func check(_ paths: [String]) throws(Failure) {
        // Who writes to a pipe would take the close for the end of its reader.
        for path in paths where path != "-" && !LocalFile.isPipe(path) { _ = try chunks(of: path) }
    }

    /// The file at `path`, piece by piece.
    static func chunks(of path: String) throws(Failure) -> FileChunks {
        do {
            return try FileChunks(path)
        } catch {
            throw Failure("\(error)")
        }
    }

    /// The file's name without folders and without `suffix`.
    static func name(_ path: String, without suffix: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    }
}
