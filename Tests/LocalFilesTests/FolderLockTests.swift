import Foundation
import LocalFiles
import TestSupport
import Testing

/// Another process that holds a lock, with flock(1).
private enum FlockProcess {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/flock")

    static func start(_ file: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/flock")
        // The program is the one that holds the lock.
        process.arguments = ["--no-fork", file, "sleep", "60"]
        try process.run()
        return process
    }
}

@Suite("Locks of folders") struct FolderLockTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func code(_ file: String = "lock") -> LocalFileError.Code? {
        do throws(LocalFileError) {
            _ = try FolderLock(folder.path, file: file)
            return nil
        } catch {
            #expect(error.path == folder(file))
            return error.code
        }
    }

    @Test("One at a time, until it is released or dropped")
    func exclusive() throws {
        let lock = try FolderLock(folder.path, file: "lock")
        #expect(code() == .inUse)
        #expect(code("other") == nil)
        lock.release()
        #expect(code() == nil)
        do {
            let dropped = try FolderLock(folder.path + "/", file: "lock")
            #expect(code() == .inUse)
            withExtendedLifetime(dropped) {}
        }
        #expect(code() == nil)
        lock.release()
    }

    @Test(
        "The lock of another process holds until that ends, and its file alone says nothing",
        .enabled(if: FlockProcess.isInstalled, "no flock"))
    func otherProcess() async throws {
        let other = try FlockProcess.start(folder("lock"))
        defer { if other.isRunning { kill(other.processIdentifier, SIGKILL) } }
        try await eventually { code() != nil }
        #expect(code() == .inUse)
        kill(other.processIdentifier, SIGKILL)
        other.waitUntilExit()
        #expect(FileManager.default.fileExists(atPath: folder("lock")))
        #expect(code() == nil)
    }

    @Test("A folder that is not there cannot be locked")
    func missing() {
        let error = #expect(throws: LocalFileError.self) {
            try FolderLock(folder("none"), file: "lock", orFolder: true)
        }
        #expect(error?.code == .system(ENOENT))
    }

    @Test(
        "Where the file cannot be made, the folder is locked, if that is wanted",
        .enabled(if: SmallDisk.isPossible, "no file system can be mounted here"))
    func readOnlyDisk() throws {
        let disk = try SmallDisk(octets: 1 << 16)
        try disk.makeReadOnly()
        let error = #expect(throws: LocalFileError.self) { try FolderLock(disk.folder.path, file: "lock") }
        #expect(error?.code == .system(EROFS))
        let lock = try FolderLock(disk.folder.path, file: "lock", orFolder: true)
        let second = #expect(throws: LocalFileError.self) {
            try FolderLock(disk.folder.path, file: "lock", orFolder: true)
        }
        #expect(second?.code == .inUse)
        lock.release()
    }
}
