import Foundation

#if canImport(Glibc)
    import Glibc
#endif

extension Process {
    /// Waits until the program ends, and kills it when it has not after `seconds`: a test then fails instead of waiting for ever.
    package func waitUntilExit(atMost seconds: Int) {
        let identifier = processIdentifier
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now() + .seconds(seconds))
        timer.setEventHandler { kill(identifier, SIGKILL) }
        timer.resume()
        waitUntilExit()
        timer.cancel()
    }
}
