internal import CEarlySignals
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// That signals are kept is a matter of whole processes, whose signals these are: see EarlySignalTests of the program.
@Suite("Signals before the program can act on them")
struct EarlySignalsTests {
    private func keep(_ words: [String]) {
        var arguments = words.map { strdup($0) }
        arguments.append(nil)
        early_signals_keep(Int32(words.count), &arguments)
        for argument in arguments { free(argument) }
    }

    /// Where a signal leads, as a number.
    private func handler(of number: Int32) -> UInt {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
    }

    @Test(
        "Commands that do not act on signals are left as they are",
        arguments: [["atalaya"], ["atalaya", "rpki", "run"], ["atalaya", "bgp"], ["atalaya", "rtr", "fetch"], []])
    func others(words: [String]) {
        let before = [SIGHUP, SIGUSR1, SIGUSR2, SIGINT, SIGTERM].map(handler)
        keep(words)
        #expect([SIGHUP, SIGUSR1, SIGUSR2, SIGINT, SIGTERM].map(handler) == before)
    }

    @Test("Where none was kept, none is taken")
    func none() {
        #expect(early_signals_take(.max) == 0)
    }
}
