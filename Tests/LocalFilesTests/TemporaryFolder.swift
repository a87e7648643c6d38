import Foundation

/// A folder for one test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "atalaya-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func callAsFunction(_ name: String) -> String { path + "/" + name }

    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

    func octets(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: self(name)))) }

    func write(_ octets: [UInt8], to name: String) throws { try Data(octets).write(to: URL(filePath: self(name))) }

    func mode(_ name: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: self(name))[.posixPermissions] as? Int ?? -1
    }
}

/// A small file system of its own, where the machine lets a test have one.
final class SmallDisk {
    let folder: TemporaryFolder

    init(octets: Int) throws {
        folder = try TemporaryFolder()
        try Program.run("mount", ["-t", "tmpfs", "-o", "size=\(octets)", "none", folder.path])
    }

    deinit { try? Program.run("umount", ["-l", folder.path]) }

    static let isPossible: Bool = (try? SmallDisk(octets: 1 << 16)) != nil
}

enum Program {
    struct Failure: Error {}

    static func start(_ name: String, _ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    static func run(_ name: String, _ arguments: [String]) throws {
        let process = try start(name, arguments)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure() }
    }

    static let hasFlock: Bool = (try? run("flock", ["--version"])) != nil
}
