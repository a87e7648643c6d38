internal import Foundation

/// A small file system of its own, where the machine lets a test have one.
package final class SmallDisk {
    package let folder: TemporaryFolder

    package init(octets: Int) throws {
        folder = try TemporaryFolder()
        try SmallDisk.run("mount", ["-t", "tmpfs", "-o", "size=\(octets)", "none", folder.path])
    }

    /// The octets that can still be written.
    package func free() throws -> Int {
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder.path)
        guard let free = attributes[.systemFreeSize] as? NSNumber else { throw Failure() }
        return free.intValue
    }

    /// From now on nothing can be written.
    package func makeReadOnly() throws {
        try SmallDisk.run("mount", ["-o", "remount,ro", folder.path])
    }

    deinit {
        try? SmallDisk.run("umount", ["-l", folder.path])
    }

    package static let isPossible: Bool = (try? SmallDisk(octets: 1 << 20)) != nil

    private struct Failure: Error {}

    private static func run(_ name: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure() }
    }
}
