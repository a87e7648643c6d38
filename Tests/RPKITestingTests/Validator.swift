import Foundation

/// A validator by others, run on files alone.
enum Validator: String, CaseIterable, Sendable {
    case rpkiClient = "rpki-client"
    case fort

    var path: String? {
        ["/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/"].map { $0 + rawValue }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static var installed: [Validator] {
        allCases.filter { $0.path != nil }
    }
}

/// A folder that is gone after use, open to the user that a validator run by root becomes.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("atalaya-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func open() throws {
        let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        for item in [path] + all.map({ path + "/" + $0 }) {
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: item)
        }
    }

    /// What the program writes to standard output; its errors go to a file in the folder.
    func run(_ program: String, _ arguments: [String]) throws -> String {
        let output = path + "/stdout"
        let errors = path + "/stderr"
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        process.waitUntilExit()
        return try String(contentsOfFile: output, encoding: .utf8)
    }
}
