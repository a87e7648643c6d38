internal import Compression
internal import LocalFiles
internal import Logging
internal import NumberResources
internal import Registries
internal import RouteSecurity

/// Brings the watch what registries say of networks: the files of the configuration, read again when they have changed.
struct RegistrySupply: Sendable {
    /// The files, and what of them is kept.
    private struct Wanted: Hashable, Sendable {
        var irr: [String]
        var delegated: [String]
        var prefixes: [IPPrefix]
        var asns: [ASN]

        init(_ configuration: RoutesSection) {
            irr = configuration.irr
            delegated = configuration.delegated
            // What is kept of no files does not change with these.
            prefixes = irr.isEmpty ? [] : configuration.prefixes.keys.sorted()
            asns = irr.isEmpty ? [] : configuration.asns
        }

        var stamps: [FileStamp?] { (irr + delegated).map { FileStamp(at: $0) } }
    }

    private struct ReadFailure: Error, CustomStringConvertible {
        let description: String
    }

    /// How often files are looked at.
    private static let interval = Duration.seconds(30)

    let settings: WatchSettings
    let engine: WatchEngine
    let logger: Logger

    /// Brings what there is.
    func begin() async {
        _ = await bring(Wanted(settings.configuration))
    }

    /// Brings each change until the task is cancelled.
    func run() async {
        var known = Wanted(settings.configuration)
        var stamps = known.stamps
        while !Task.isCancelled {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { try? await Task.sleep(for: RegistrySupply.interval) }
                group.addTask { [known] in await settings.change(of: Wanted.init, from: known) }
                await group.next()
                group.cancelAll()
            }
            let wanted = Wanted(settings.configuration)
            let current = wanted.stamps
            if Task.isCancelled || wanted == known && current == stamps { continue }
            (known, stamps) = (wanted, current)
            await bring(wanted)
        }
    }

    private func bring(_ wanted: Wanted) async {
        do {
            await engine.use(try registered(wanted))
        } catch {
            logger.error(
                "could not read the files of registries; still using what they said before",
                metadata: ["reason": "\(error)"])
        }
    }

    private func registered(_ wanted: Wanted) throws(ReadFailure) -> RegisteredNetworks {
        let table = PrefixTable(wanted.prefixes.map { (prefix: $0, value: true) })
        let asns = Set(wanted.asns)
        let reader = RoutingRegistryReader { prefix, origin in
            asns.contains(origin) || table.longestMatch(prefix) != nil || table.covered(by: prefix).first != nil
        }
        var routing: [RoutingRegistryFile] = []
        for path in wanted.irr {
            let file = try read(path) { (next) throws(RegistryReadError) in try reader.read(chunks: next) }
            note(path, kept: file.routeCount, file.rejectionCounts.map { ($0.key.rawValue, $0.value) })
            routing.append(file)
        }
        var delegated: [DelegatedFile] = []
        for path in wanted.delegated {
            let file = try read(path) { (next) throws(RegistryReadError) in
                try DelegatedStatisticsReader().read(chunks: next)
            }
            note(path, kept: file.recordCount, file.rejectionCounts.map { ($0.key.rawValue, $0.value) })
            delegated.append(file)
        }
        return RegisteredNetworks(routing: routing, delegated: delegated)
    }

    private func read<File>(
        _ path: String, _ body: (@escaping () throws -> [UInt8]?) throws(RegistryReadError) -> File
    ) throws(ReadFailure) -> File {
        let chunks: FileChunks
        do {
            chunks = try FileChunks(path)
        } catch {
            throw ReadFailure(description: "\(error)")
        }
        var octets = OctetStream(chunks: chunks.next)
        do {
            return try body { try octets.next() }
        } catch {
            throw ReadFailure(description: "\(path): \(error)")
        }
    }

    private func note(_ path: String, kept: Int, _ rejections: [(reason: String, count: Int)]) {
        var metadata: Logger.Metadata = ["file": "\(path)", "kept": "\(kept)"]
        if !rejections.isEmpty {
            let list = rejections.sorted { $0.reason < $1.reason }.map { "\($0.reason)=\($0.count)" }
            metadata["ignored"] = "\(list.joined(separator: " "))"
        }
        logger.info("read a file of a registry", metadata: metadata)
    }
}
