package import Foundation

/// The folder of test data by others, beside the project or where the environment says.
package enum SharedData {
    private static let package: URL = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    package static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["ATALAYA_SHARED"] { return URL(fileURLWithPath: path) }
        return package.appending(path: "../shared/data").standardizedFileURL
    }()

    package static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// With a slash at its end where `path` has one.
    package static func path(_ path: String) -> String {
        root.path + "/" + path
    }

    package static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: root.appending(path: path)))
    }

    /// The files below `folder`, at any depth, as paths relative to it; sorted.
    package static func files(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { name in
            var isFolder: ObjCBool = false
            let path = root.appending(path: folder).appending(path: name).path
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }

    /// The text of a document of the project; `nil` when it is not there.
    package static func document(_ name: String) -> String? {
        try? String(contentsOf: package.appending(path: "Docs/" + name), encoding: .utf8)
    }
}
