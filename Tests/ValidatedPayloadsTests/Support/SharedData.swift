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

    /// The content of a `.bz2` file; `nil` where the program that unpacks it is absent.
    static func unpacked(_ path: String) throws -> [UInt8]? {
        let program = ["/bin/bzcat", "/usr/bin/bzcat"].first(where: FileManager.default.isExecutableFile(atPath:))
        guard let program else { return nil }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [root.appending(path: path).path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return [UInt8](data)
    }
}
