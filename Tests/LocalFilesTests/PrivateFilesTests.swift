import Foundation
import LocalFiles
import Testing

@Suite("Files that their owner alone may read") struct PrivateFilesTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-\(UUID().uuidString)").path

    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test("A folder and what is in it are closed to others, also where they were open before")
    func tighten() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/rsync/a", withIntermediateDirectories: true)
        for name in ["/node.sqlite", "/rsync/a/b.roa"] {
            try Data().write(to: URL(fileURLWithPath: folder + name))
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder + name)
        }
        for name in ["", "/rsync", "/rsync/a"] {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + name)
        }
        #expect(PrivateFiles.tighten(folder).isEmpty)
        for name in ["", "/rsync", "/rsync/a"] { #expect(try mode(folder + name) == 0o700) }
        for name in ["/node.sqlite", "/rsync/a/b.roa"] { #expect(try mode(folder + name) == 0o600) }
    }

    @Test("A folder that everybody uses stays as it is")
    func shared() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: folder)
        #expect(PrivateFiles.tighten(folder).count == 1)
        #expect(try mode(folder) & 0o777 == 0o777)
    }

    @Test("A folder is made with those above it, for the owner alone, and one that is there stays as it is")
    func makes() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for path in [folder + "/a/b/", folder + "/a/b"] { try PrivateFiles.makeFolder(path) }
        for name in ["", "/a", "/a/b"] { #expect(try mode(folder + name) == 0o700) }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        try PrivateFiles.makeFolder(folder)
        #expect(try mode(folder) == 0o755)
        try Data().write(to: URL(fileURLWithPath: folder + "/file"))
        for path in [folder + "/file", folder + "/file/below"] {
            let error = #expect(throws: LocalFileError.self) { try PrivateFiles.makeFolder(path) }
            #expect(error?.code == .system(ENOTDIR))
        }
    }
}
