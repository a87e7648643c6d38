import Foundation

/// The folder of test data by others, beside the project or where the environment says.
enum SharedData {
    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["ATALAYA_SHARED"] { return URL(fileURLWithPath: path) }
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder.appending(path: "../shared/data").standardizedFileURL
    }()

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: root.appending(path: path)))
    }

    /// The lines of a `.bz2` file that `awk` prints for `filter`; `nil` where the programs are absent.
    static func unpacked(_ path: String, filter: String = "1") throws -> [UInt8]? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "bzcat \"$1\" | awk \"$2\"", "sh", root.appending(path: path).path, filter]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 && !data.isEmpty ? [UInt8](data) : nil
    }
}
