import Foundation
import RPKIObjects

/// The folder of test data by others, beside the project or where the environment says.
enum SharedData {
    private static let package: URL = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["ATALAYA_SHARED"] { return URL(fileURLWithPath: path) }
        return package.appending(path: "../shared/data").standardizedFileURL
    }()

    /// The text of a document of the project; `nil` when it is not there.
    static func document(_ name: String) -> String? {
        try? String(contentsOf: package.appending(path: "Docs/" + name), encoding: .utf8)
    }

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: root.appending(path: path)))
    }

    /// The files below `folder`, at any depth, as paths relative to it; sorted.
    static func files(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { name in
            var isFolder: ObjCBool = false
            let path = root.appending(path: folder).appending(path: name).path
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }
}

extension SharedData {
    /// The eContent of the signed object in `octets`, whatever the rest of it is like.
    static func content(of octets: [UInt8]) throws -> [UInt8] {
        let bytes = octets.span
        var reader = DERReader(0..<bytes.count)
        var info = try reader.sequence(bytes)
        _ = try info.next(.objectIdentifier, bytes)
        var wrapper = DERReader(try info.next(.constructed(0), bytes).content)
        var data = try wrapper.sequence(bytes)
        _ = try data.next(.integer, bytes)
        _ = try data.next(.set, bytes)
        var encapsulated = try data.sequence(bytes)
        _ = try encapsulated.next(.objectIdentifier, bytes)
        var content = DERReader(try encapsulated.next(.constructed(0), bytes).content)
        return bytes.octets(try content.next(.octetString, bytes).content)
    }
}
