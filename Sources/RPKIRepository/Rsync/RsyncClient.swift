internal import Fetching
internal import FoundationEssentials
internal import NumberResources
internal import RPKIObjects
internal import Subprocess
internal import SystemPackage

/// Runs the rsync program.
struct RsyncClient: Sendable {
    let options: RsyncOptions
    private let destination: Destination

    init(options: RsyncOptions, lookup: HostLookup = .system) {
        self.options = options
        destination = Destination(
            policy: options.policy, overrides: options.addresses, family: options.family,
            source: options.sourceAddress, lookup: lookup)
    }

    /// The interval at which received files are counted, if that takes no time; counting takes at most a tenth of the
    /// time.
    private static let inspection = Duration.seconds(1)

    /// Makes `folder` what the directory at `uri` is, or writes the file at `uri` to `folder`.
    ///
    /// - Parameter inspect: looks at what has come so far; what it throws ends the copy.
    func copy(
        _ uri: RsyncURI, to destination: String, inspect: @escaping @Sendable () async throws -> Void = {}
    ) async throws {
        let folder = uri.isDirectory ? destination : String(destination.dropLast(uri.fileName.count))
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw RsyncError.folder("\(folder): \(error)")
        }
        if let source = options.source { return try RsyncMirror(source).copy(uri, to: destination) }
        let code: Int32
        let message: String
        do {
            (code, message) = try await run(arguments(try await target(uri), destination), inspect)
        } catch let error as SubprocessError {
            throw RsyncError.command("\(options.command.first ?? ""): \(error)")
        }
        // 24: a file vanished while it was being copied. The manifest will tell whether it matters.
        guard code == 0 || code == 24 else { throw RsyncError.failed(code: code, message: message) }
    }

    private func arguments(_ source: String, _ destination: String) -> [String] {
        var arguments =
            options.command.dropFirst() + [
                "--recursive", "--times", "--no-motd", "--delete", "--safe-links", "--no-devices", "--no-specials",
                "--max-size=\(options.objectSize)", "--contimeout=\(options.connectSeconds)",
                "--timeout=\(options.idleSeconds)",
            ]
        if let address = options.sourceAddress { arguments.append("--address=\(address)") }
        switch options.family {
        case .any: break
        case .ipv4: arguments.append("--ipv4")
        case .ipv6: arguments.append("--ipv6")
        }
        arguments += ["--", source, destination]
        return Array(arguments)
    }

    /// The URI with a checked address instead of its host. A daemon does not receive the name, so it serves both alike.
    ///
    /// If rsync uses a proxy or another program to connect, that program resolves the address.
    private func target(_ uri: RsyncURI) async throws(RsyncError) -> String {
        guard let place = RsyncPlace(uri) else {
            throw .dubiousHost(DubiousHost(host: uri.host, reason: "neither a host name nor an address").description)
        }
        let environment = ProcessInfo.processInfo.environment
        let isProxied = ["RSYNC_PROXY", "RSYNC_CONNECT_PROG"].contains { !(environment[$0] ?? "").isEmpty }
        let address: IPAddress?
        do {
            address = try await destination.address(
                of: place.host, port: place.port, isProxied: isProxied, timeout: .seconds(options.connectSeconds))
        } catch let error as DubiousHost {
            throw .dubiousHost(error.description)
        } catch {
            throw .host("\(place.host): \(FetchError.reason(error))")
        }
        return address.map { place.uri(at: $0) } ?? uri.description
    }

    private func run(
        _ arguments: [String], _ inspect: @escaping @Sendable () async throws -> Void
    ) async throws -> (Int32, String) {
        guard let program = options.command.first else {
            throw RsyncError.command("the command does not name a program")
        }
        var platform = PlatformOptions()
        // A session of its own: rsync and what a wrapper starts end together.
        platform.createSession = true
        platform.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(2)),
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
        ]
        let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
        let seconds = options.totalSeconds
        return try await withThrowingTaskGroup(of: (Int32, String)?.self) { [platform] group in
            group.addTask {
                let result = try await Subprocess.run(
                    executable, arguments: Arguments(arguments), platformOptions: platform, output: .discarded,
                    error: .bytes(limit: 1 << 16))
                let words = String(decoding: result.standardError, as: UTF8.self)
                    .split(separator: "\n").filter { !$0.isEmpty }
                let message =
                    words.first { $0.contains("No space left") || $0.contains("Disk quota") }
                    ?? words.first { $0.contains("@ERROR") || $0.contains("rsync") } ?? words.first ?? ""
                return (result.terminationStatus.code, String(message.prefix(300)))
            }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return nil
            }
            group.addTask {
                var pause = RsyncClient.inspection
                while true {
                    try await Task.sleep(for: pause)
                    let start = ContinuousClock.now
                    try await inspect()
                    pause = max(RsyncClient.inspection, start.duration(to: .now) * 9)
                }
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let result = first else {
                throw RsyncError.timeout(seconds: seconds)
            }
            return result
        }
    }
}

extension TerminationStatus {
    fileprivate var code: Int32 {
        switch self {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    }
}
