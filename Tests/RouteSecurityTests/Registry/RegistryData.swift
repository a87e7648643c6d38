import Foundation
import TestSupport

/// Test data by others under `../shared/data/bgp`.
enum RegistryData {
    static let root = SharedData.root.appending(path: "bgp")

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: root.appending(path: path)))
    }
}
