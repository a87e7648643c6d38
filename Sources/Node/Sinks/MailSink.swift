internal import FoundationEssentials
internal import Store
internal import Subprocess
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Mail, handed to the sendmail program.
struct MailSink: AlertSink {
    let command: [String]
    let from: String
    let to: [String]
    let host: String
    let timeout: Duration
    let clock: @Sendable () -> Date

    var name: String { "mail:\(to.joined(separator: ","))" }

    func deliver(_ deliveries: [Delivery]) async throws(SinkFailure) {
        guard let program = command.first, !deliveries.isEmpty else { return }
        let message = MailMessage(from: from, to: to, deliveries: deliveries, host: host, date: clock()).octets
        // No line of the text is an end, and nobody is taken from the header.
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
            let file = try MailSink.file(message)
            defer { try? file.close() }
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
        guard let result else { throw .temporary("\(program): not done in \(timeout.configurationText)") }
        let line = result.words.split { $0.isNewline }.first.map { ": \($0.prefix(300))" } ?? ""
        switch result.code {
        case 0: return
        // sysexits(3): EX_USAGE, EX_DATAERR, EX_NOUSER, EX_NOHOST. All else may pass.
        case 64, 65, 67, 68: throw .final("\(program): exit \(result.code)\(line)")
        default: throw .temporary("\(program): exit \(result.code)\(line)")
        }
    }

    /// A file without a name that has the message: a program may end before it has read all of a pipe.
    private static func file(_ octets: [UInt8]) throws -> FileDescriptor {
        var name = Array("\(FileManager.default.temporaryDirectory.path)/atalaya-mail.XXXXXX".utf8CString)
        let descriptor = name.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        guard descriptor >= 0 else { throw SinkFailure.temporary(String(cString: strerror(errno))) }
        unlink(name)
        let file = FileDescriptor(rawValue: descriptor)
        do {
            try file.writeAll(octets)
            try file.seek(offset: 0, from: .start)
        } catch {
            try? file.close()
            throw error
        }
        return file
    }
}
