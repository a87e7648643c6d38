internal import ArgumentParser

/// The reason why a command failed, in one line for the operator.
struct Failure: Error, CustomStringConvertible {
    let message: String

    init(_ message: String) {
        self.message = message
    }

    var description: String { message }
}

extension ExitCode {
    /// Done, and what was asked for does not hold.
    static let doesNotHold = ExitCode(3)
}
