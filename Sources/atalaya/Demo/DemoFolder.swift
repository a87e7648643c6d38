internal import BGPMessages
internal import DemoEconomy
internal import Foundation

/// The files of a demo: one of its own that is removed at the end, or one that the user names.
struct DemoFolder {
    let path: String
    private let isTemporary: Bool

    private static let configurationName = "demo.yaml"

    /// - Parameter path: A folder that is empty, or of an earlier demo; `nil` for a temporary one.
    init(_ path: String?) throws(Failure) {
        let files = FileManager.default
        isTemporary = path == nil
        let place = path ?? files.temporaryDirectory.path + "/atalaya-demo-" + UUID().uuidString
        do {
            try files.createDirectory(
                atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let names = try files.contentsOfDirectory(atPath: place)
            guard names.isEmpty || names.contains(DemoFolder.configurationName) else {
                throw Failure("\(place): is neither empty nor of a demo; name a new folder")
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure("\(place): \(error.localizedDescription)")
        }
        // Locators and repositories are named by absolute paths.
        self.path = place.hasPrefix("/") ? place : files.currentDirectoryPath + "/" + place
    }

    static let routingObjects = "registry/routing.db"

    /// Where the delegated statistics of an economy are, in the folder.
    static func delegated(_ code: String) -> String { "registry/delegated-\(code.lowercased())-extended" }

    var repositories: String { path + "/repository" }
    var configuration: String { path + "/" + DemoFolder.configurationName }

    /// Writes what the economy publishes; returns the paths of the trust anchors' locators.
    func write(_ economy: DemoEconomy) throws(Failure) -> [String] {
        do {
            let files = FileManager.default
            for name in ["repository", "registry", "routes"] where files.fileExists(atPath: path + "/" + name) {
                try files.removeItem(atPath: path + "/" + name)
            }
            for (code, text) in economy.delegatedFiles {
                try write(DemoFolder.delegated(code), Array(text.utf8))
            }
            try write(DemoFolder.routingObjects, Array(economy.routingObjects.utf8))
            for collector in DemoCollector.all {
                for file in economy.history.files(of: collector, through: BGPTime(economy.at)) {
                    try write("routes/" + file.name, file.octets)
                }
            }
            return try economy.repositories.write(to: repositories, locators: path)
        } catch {
            throw Failure("\(path): \(error.localizedDescription)")
        }
    }

    func write(_ configuration: DemoConfiguration) throws(Failure) {
        do {
            try write(DemoFolder.configurationName, Array(configuration.text.utf8))
        } catch {
            throw Failure("\(path): \(error.localizedDescription)")
        }
    }

    private func write(_ name: String, _ octets: [UInt8]) throws {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(octets).write(to: file)
    }

    /// Removes it, where it is a temporary one.
    func remove() {
        guard isTemporary else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            StandardError.print("could not remove \(path): \(error.localizedDescription)")
        }
    }
}
