internal import Compression
internal import LocalFiles
internal import Registries
internal import RouteSecurity
internal import RoutingMetrics

/// The files of registries that the operator named, compressed or not.
enum RegistryFiles {
    /// The merged delegated files, and their descriptions, in a fixed order.
    static func delegated(
        _ paths: [String]
    ) throws(Failure) -> (statistics: DelegatedStatistics, sections: [DelegatedFile.Section]) {
        var files: [DelegatedFile] = []
        for path in paths {
            let file = try read(path) { (chunks) throws(RegistryReadError) in
                try DelegatedStatisticsReader().read(chunks: chunks)
            }
            warn(path, file.rejectionCounts.map { ($0.key.rawValue, $0.value) }, firstLine: file.rejections.first?.line)
            for section in file.sections where !section.isWhole {
                StandardError.print(
                    "\(path): the number of records differs from the one in the header; the file may be incomplete")
            }
            files.append(file)
        }
        let sections = files.flatMap(\.sections).sorted {
            ($0.source, $0.endDate ?? 0, $0.total) < ($1.source, $1.endDate ?? 0, $1.total)
        }
        return (DelegatedStatistics(files), sections)
    }

    static func registries(_ paths: [String]) throws(Failure) -> Readiness.Registry {
        var files: [RoutingRegistryFile] = []
        for path in paths {
            let file = try read(path) { (chunks) throws(RegistryReadError) in
                try RoutingRegistryReader().read(chunks: chunks)
            }
            warn(path, file.rejectionCounts.map { ($0.key.rawValue, $0.value) }, firstLine: file.rejections.first?.line)
            files.append(file)
        }
        return Readiness.Registry(files)
    }

    static func events(_ paths: [String]) throws(Failure) -> IncidentEventReader.Events {
        var events = IncidentEventReader.Events()
        for path in paths {
            let file = try read(path) { (chunks) throws(RegistryReadError) in
                try IncidentEventReader().read(chunks: chunks)
            }
            if let first = file.firstRejected {
                StandardError.print(
                    "\(path): ignored \(file.rejectedCount) lines; the first is line \(first.line): \(first.reason)")
            }
            events.merge(file)
        }
        return events
    }

    private static func read<File>(
        _ path: String, _ body: (@escaping () throws -> [UInt8]?) throws(RegistryReadError) -> File
    ) throws(Failure) -> File {
        let file = try InputFile.chunks(of: path)
        var octets = OctetStream(chunks: file.next)
        do {
            return try body { try octets.next() }
        } catch {
            throw Failure("\(path): \(error)")
        }
    }

    private static func warn(_ path: String, _ counts: [(String, Int)], firstLine: Int?) {
        guard !counts.isEmpty else { return }
        let list = counts.sorted { $0.0 < $1.0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        StandardError.print("\(path): ignored \(list); the first at line \(firstLine ?? 0)")
    }
}

extension DelegatedFile.Section {
    var total: Int {
        (found.asns ?? 0) + (found.ipv4 ?? 0) + (found.ipv6 ?? 0)
    }
}
