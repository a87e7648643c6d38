internal import Foundation

/// Test data by others under `../shared/data/bgp`.
package enum RegistryData {
    private static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["ATALAYA_SHARED"] {
            return URL(fileURLWithPath: path).appending(path: "bgp")
        }
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder.appending(path: "../shared/data/bgp").standardizedFileURL
    }()

    package static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    package static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: root.appending(path: path)))
    }
}
