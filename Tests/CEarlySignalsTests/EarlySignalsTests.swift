internal import CEarlySignals
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Signals before the program can act on them", .serialized)
struct EarlySignalsTests {
    private func keep(_ words: String...) {
        var arguments = words.map { strdup($0) }
        arguments.append(nil)
        early_signals_keep(Int32(words.count), &arguments)
        for argument in arguments { free(argument) }
    }

    private func isCaught(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return action.__sigaction_handler.sa_handler != nil
    }

    @Test(
        "Commands that do not act on them are left as they are; for the others, each signal is kept until it is taken")
    func kept() async throws {
        for words in [["atalaya"], ["atalaya", "rpki", "run"], ["atalaya", "bgp"], ["atalaya", "rtr", "fetch"]] {
            switch words.count {
            case 1: keep(words[0])
            case 2: keep(words[0], words[1])
            default: keep(words[0], words[1], words[2])
            }
            #expect(!isCaught(SIGHUP))
        }
        keep("atalaya", "rtr", "serve", "--listen", "127.0.0.1:0")
        defer { for number in [SIGHUP, SIGUSR1, SIGUSR2] { signal(number, SIG_DFL) } }
        #expect(early_signals_take(.max) == 0)
        var found: UInt32 = 0
        for number in [SIGHUP, SIGUSR2] {
            // To the process: threads of tests block signals.
            kill(getpid(), number)
            // What has begun does not begin again, and so loses nothing.
            keep("atalaya", "run")
            try await eventually {
                found |= early_signals_take(.max)
                return found & 1 << UInt32(number) != 0
            }
        }
        #expect(found == 1 << UInt32(SIGHUP) | 1 << UInt32(SIGUSR2))
    }
}
