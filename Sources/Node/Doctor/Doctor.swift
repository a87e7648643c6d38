public import ConfigurationKeys
internal import DeskStore
internal import LocalFiles
internal import RPKIRepository
internal import SQLiteFile
internal import ServingStore

public import struct FoundationEssentials.Date

/// Looks at a node and its machine, and says what is wrong. Nothing is changed: not the configuration, the databases, nor a node
/// that runs.
public struct Doctor: Sendable {
    private let source: ConfigurationSource<NodeConfiguration>
    private let options: DoctorOptions
    private let now: Date

    public init(source: ConfigurationSource<NodeConfiguration>, options: DoctorOptions = DoctorOptions(), at now: Date)
    {
        self.source = source
        self.options = options
        self.now = now
    }

    /// The findings of all checks, in the order of ``DoctorFinding/Subject``.
    public func findings() async -> [DoctorFinding] {
        let problems = source.problems()
        let configuration: NodeConfiguration
        do {
            configuration = try source.reading()
        } catch {
            return ConfigurationCheck(path: source.path, problems: problems).findings
        }
        let (tals, tls) = (
            Doctor.errors(problems, of: ["rpki.tals"]), Doctor.errors(problems, of: ["http.tls", "rtr.tls"])
        )
        let others = problems.filter { !tals.contains($0) && !tls.contains($0) }
        let folder = configuration.state
        let running = ListeningSockets.ofNode(stateFolder: folder)
        let newest = await BackupCheck.Newest(reading: configuration.backup)
        var findings = ConfigurationCheck(path: source.path, problems: others).findings
        findings += ClockCheck(reading: folder, at: now).findings
        findings += ListenerCheck(reading: configuration, running: running).findings
        findings += await network(configuration)
        findings += DiskCheck(reading: configuration).findings
        findings += LocatorCheck(reading: configuration, problems: tals, at: now).findings
        findings += MailCheck(reading: configuration, environment: source.environment).findings
        findings += CertificateCheck(reading: configuration, problems: tls, at: now).findings
        findings += PermissionCheck(reading: configuration).findings
        findings += await databases(folder, backup: newest?.path, isRunning: running != nil).findings
        findings +=
            BackupCheck(
                now: now, folder: configuration.backup.folder, every: configuration.backup.every.fractionalSeconds,
                newest: newest, hasDatabase: LocalFile.exists(folder + "/" + DeskDatabase.fileName),
                configuration: source.path
            ).findings
        findings += ConsoleCheck(reading: configuration, path: source.path).findings
        return findings
    }

    private func network(_ configuration: NodeConfiguration) async -> [DoctorFinding] {
        guard options.usesNetwork else {
            return [
                DoctorFinding(.dns, .note, "not checked (--offline)"),
                DoctorFinding(.sources, .note, "not checked (--offline)"),
            ]
        }
        let loaded: LoadedConfiguration<NodeConfiguration>
        do {
            loaded = try source.load()
        } catch {
            return [DoctorFinding(.sources, .note, "not checked: the configuration has errors")]
        }
        async let names = NameCheck(asking: loaded, within: options.networkTime)
        async let sources = SourceCheck(asking: loaded, within: options.networkTime)
        return await names.findings + sources.findings
    }

    private func databases(_ folder: String, backup: String?, isRunning: Bool) async -> DatabaseCheck {
        let limit = options.databaseTime
        return DatabaseCheck(
            folder: folder,
            files: [
                .init(
                    name: DeskDatabase.fileName,
                    condition: await DeskDatabase.condition(folder: folder, within: limit)),
                .init(
                    name: PayloadStore.fileName,
                    condition: await PayloadStore.condition(folder: folder, within: limit)),
                .init(
                    name: ObjectStore.fileName, condition: await ObjectStore.condition(folder: folder, within: limit)),
            ], configuration: source.path, backup: backup, isRunning: isRunning)
    }

    /// The errors, not warnings, of keys that begin so.
    private static func errors(_ problems: [ConfigurationProblem], of keys: [String]) -> [ConfigurationProblem] {
        problems.filter { problem in !problem.isWarning && keys.contains { problem.key.hasPrefix($0) } }
    }
}
