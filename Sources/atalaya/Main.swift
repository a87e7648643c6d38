internal import ArgumentParser
internal import Node

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Runs the command line with the house's exit codes: 0 done, 1 failed, 2 wrong usage, 3 done and what was asked for does
/// not hold.
@main
enum Main {
    static func main() async {
        EarlySignals.keep()
        do {
            var command = try Atalaya.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            StandardError.print("atalaya: \(failure.message)")
            exit(1)
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            let code = Atalaya.exitCode(for: error)
            let text = Atalaya.fullMessage(for: error)
            if code == .success {
                try? StandardOutput.print(text)
                exit(0)
            }
            StandardError.print(text.isEmpty ? "atalaya: \(error)" : text)
            exit(code == .validationFailure ? 2 : 1)
        }
    }
}
