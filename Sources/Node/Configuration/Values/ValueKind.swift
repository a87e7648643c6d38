/// The type of a key: how its value is read, written and explained.
struct ValueKind<Value: Sendable>: Sendable {
    /// What documentation calls the type.
    let name: String
    /// What may be written, after "expected".
    let expected: String
    /// The values allowed; `nil` where the type says it all.
    let range: String?
    let shape: ValueShape
    /// The value, or `nil` after telling the context why there is none.
    let read: @Sendable (ConfigurationValue, inout ValueContext) -> Value?
    /// The value as YAML on one line.
    let text: @Sendable (Value) -> String

    /// A type whose values are one scalar each.
    static func scalar(
        _ name: String, expected: String, range: String? = nil,
        text: @escaping @Sendable (Value) -> String,
        parse: @escaping @Sendable (String, ValueContext) throws(ValueFault) -> Value
    ) -> ValueKind {
        ValueKind(
            name: name, expected: expected, range: range, shape: .scalar,
            read: { value, context in
                guard case .scalar(let scalar) = value.content else {
                    context.report(
                        .wrongType, at: value.origin, "\(value.kind) where one value belongs; expected \(expected)")
                    return nil
                }
                guard scalar.unicodeScalars.count <= ConfigurationLimits.characters else {
                    context.report(
                        .limit, at: value.origin, "more than \(ConfigurationLimits.characters) characters in one value")
                    return nil
                }
                do throws(ValueFault) {
                    return try parse(scalar, context)
                } catch {
                    if error.isSecret {
                        context.report(error.code, at: value.origin, error.reason ?? "expected \(expected)")
                        return nil
                    }
                    let reason = error.reason.map { ": \($0)" } ?? ""
                    context.report(error.code, at: value.origin, "\(value.kind)\(reason); expected \(expected)")
                    return nil
                }
            },
            text: text)
    }
}

/// What a value is made of.
enum ValueShape: Sendable {
    case scalar, list, mapping
}

/// Why a scalar is not of a key's type.
struct ValueFault: Error {
    let code: ConfigurationProblem.Code
    /// What is to be said beside the text and what was expected.
    let reason: String?
    /// Whether the text may have a password in it, so that it is not to be repeated.
    var isSecret = false

    static func secret(_ reason: String) -> ValueFault {
        ValueFault(code: .invalidValue, reason: reason, isSecret: true)
    }

    static func invalid(_ reason: String? = nil) -> ValueFault {
        ValueFault(code: .invalidValue, reason: reason)
    }

    static func outOfRange(_ reason: String? = nil) -> ValueFault {
        ValueFault(code: .outOfRange, reason: reason)
    }
}

/// What is known while a key's value is read.
struct ValueContext {
    /// The key, with positions of elements: `rpki.tals[0]`.
    var key: String
    /// The folder that relative paths start from; `nil` for the working directory.
    let folder: String?
    private(set) var problems: [ConfigurationProblem] = []
    /// Where each key and element was written.
    private(set) var origins: [String: ConfigurationOrigin] = [:]

    init(key: String, folder: String?) {
        self.key = key
        self.folder = folder
    }

    mutating func report(_ code: ConfigurationProblem.Code, at origin: ConfigurationOrigin, _ message: String) {
        problems.append(ConfigurationProblem(code, at: origin, key: key, message))
    }

    mutating func note(_ origin: ConfigurationOrigin) {
        origins[key] = origin
    }

    /// `path`, from the folder when it is relative.
    func resolved(_ path: String) -> String {
        guard let folder, !path.hasPrefix("/") else { return path }
        return folder == "/" ? "/" + path : folder + "/" + path
    }
}
