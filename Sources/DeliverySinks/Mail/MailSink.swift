public import Delivery
public import FoundationEssentials
internal import LocalFiles
internal import Subprocess
internal import SystemPackage

/// Mail, handed to the sendmail program.
public struct MailSink: MessageSink {
    private let command: [String]
    private let from: String
    private let to: [String]
    private let host: String
    private let timeout: Duration
    private let clock: @Sendable () -> Date

    /// - Parameters:
    ///   - command: The program, and arguments that come before all others.
    ///   - host: The name of this machine.
    ///   - timeout: For the program.
    ///   - clock: Says when a message is sent.
    public init(
        command: [String], from: String, to: [String], host: String, timeout: Duration,
        clock: @escaping @Sendable () -> Date
    ) {
        self.command = command
        self.from = from
        self.to = to
        self.host = host
        self.timeout = timeout
        self.clock = clock
    }

    public var name: String { "mail:\(to.joined(separator: ","))" }

    public func deliver(_ messages: [Message]) async throws(SinkFailure) {
        guard let program = command.first, !messages.isEmpty else { return }
        let message = MailMessage(from: from, to: to, messages: messages, host: host, date: clock()).octets
        // A line with one dot does not end the text, and no recipient is taken from the header.
        let arguments = Array(command.dropFirst()) + ["-i", "-f", from, "--"] + to
        let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
        var platform = PlatformOptions()
        platform.createSession = true
        platform.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(2)),
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
        ]
        let result: (code: Int32, words: String)?
        do {
            // Not a pipe: a program may end before it has read all of one.
            let spool = try Spool(in: FileManager.default.temporaryDirectory.path)
            try message.withUnsafeBytes { try spool.write($0) }
            let file = FileDescriptor(rawValue: spool.rewound())
            defer { withExtendedLifetime(spool) {} }
            result = try await withThrowingTaskGroup(of: (code: Int32, words: String)?.self) {
                [platform, timeout] group in
                group.addTask {
                    let result = try await Subprocess.run(
                        executable, arguments: Arguments(arguments), platformOptions: platform,
                        input: .fileDescriptor(file, closeAfterSpawningProcess: false),
                        output: .discarded, error: .bytes(limit: 1 << 16))
                    let words = String(decoding: result.standardError, as: UTF8.self)
                    switch result.terminationStatus {
                    case .exited(let code): return (code, words)
                    case .signaled(let signal): return (128 + signal, words)
                    }
                }
                group.addTask {
                    try await Task.sleep(for: timeout)
                    return nil
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        } catch {
            throw .temporary("\(program): \(error)")
        }
        guard let result else { throw .temporary("\(program): did not finish within \(timeout.components.seconds) s") }
        let line = result.words.split { $0.isNewline }.first.map { ": \($0.prefix(300))" } ?? ""
        switch result.code {
        case 0: return
        // sysexits(3): EX_USAGE, EX_DATAERR, EX_NOUSER, EX_NOHOST. All else may pass.
        case 64, 65, 67, 68: throw .final("\(program): exit \(result.code)\(line)")
        default: throw .temporary("\(program): exit \(result.code)\(line)")
        }
    }
}
