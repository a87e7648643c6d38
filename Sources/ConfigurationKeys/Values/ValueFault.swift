/// The reason why a scalar is not of a key's type.
package struct ValueFault: Error {
    let code: ConfigurationProblem.Code
    /// The reason, in addition to the text and what was expected.
    let reason: String?
    /// True if the text may have a password in it, so that it is not to be repeated.
    var isSecret = false

    package static func secret(_ reason: String) -> ValueFault {
        ValueFault(code: .invalidValue, reason: reason, isSecret: true)
    }

    package static func invalid(_ reason: String? = nil) -> ValueFault {
        ValueFault(code: .invalidValue, reason: reason)
    }

    package static func outOfRange(_ reason: String? = nil) -> ValueFault {
        ValueFault(code: .outOfRange, reason: reason)
    }
}
