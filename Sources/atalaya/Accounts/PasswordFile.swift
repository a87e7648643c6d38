internal import LocalFiles

/// A file whose first line is a password.
enum PasswordFile {
    /// More than any password has.
    private static let limit = 4_096

    static func password(_ path: String) throws(Failure) -> String {
        let octets: [UInt8]
        do throws(LocalFileError) {
            octets = try LocalFile.read(path, limit: limit)
        } catch {
            throw Failure("could not read the password: \(error)")
        }
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw Failure("could not read the password: \(path) is not UTF-8")
        }
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard let line = lines.first, lines.count == 1 || lines[1].isEmpty else {
            throw Failure("could not read the password: \(path) has more than one line")
        }
        return line.hasSuffix("\r") ? String(line.dropLast()) : String(line)
    }
}
