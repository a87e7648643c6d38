internal import Compression
internal import LocalFiles
internal import Registries
internal import RoutingMetrics

/// The files of registries that readiness is computed from, compressed or not.
struct ReadinessFiles: Sendable {
    /// A file that cannot be read.
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let reason: String

        var description: String { "\(path): \(reason)" }
    }

    /// What is in them.
    struct Content: Sendable {
        let delegated: DelegatedStatistics
        /// The first of the last days that the files cover, in the form `yyyymmdd`; empty where none says it.
        let delegatedDay: String
        let registry: Readiness.Registry?
    }

    let delegated: [String]
    let irr: [String]

    /// Reads all of them.
    func read() throws(Failure) -> Content {
        var files: [DelegatedFile] = []
        for path in delegated {
            files.append(
                try ReadinessFiles.read(path) { (chunks) throws(RegistryReadError) in
                    try DelegatedStatisticsReader().read(chunks: chunks)
                })
        }
        var registries: [RoutingRegistryFile] = []
        for path in irr {
            registries.append(
                try ReadinessFiles.read(path) { (chunks) throws(RegistryReadError) in
                    try RoutingRegistryReader().read(chunks: chunks)
                })
        }
        let days = files.flatMap(\.sections).compactMap(\.endDate)
        return Content(
            delegated: DelegatedStatistics(files), delegatedDay: days.min().map { "\($0)" } ?? "",
            registry: irr.isEmpty ? nil : Readiness.Registry(registries))
    }

    private static func read<File>(
        _ path: String, _ body: (@escaping () throws -> [UInt8]?) throws(RegistryReadError) -> File
    ) throws(Failure) -> File {
        do {
            let file = try FileChunks(path)
            var octets = OctetStream(chunks: file.next)
            return try body { try octets.next() }
        } catch {
            throw Failure(path: path, reason: "\(error)")
        }
    }
}
