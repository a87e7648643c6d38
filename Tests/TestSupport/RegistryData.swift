internal import Foundation

/// Test data by others under `../shared/data/bgp`.
package enum RegistryData {
    private static let root = SharedData.root.appending(path: "bgp")

    package static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    package static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: root.appending(path: path)))
    }
}
