internal import LocalFiles

/// Reads the files that sections name, and keeps what is wrong with them, each with the place that names it.
public struct ConfigurationFiles {
    private let origins: [String: ConfigurationOrigin]
    private var section = ""
    package private(set) var problems: [ConfigurationProblem] = []
    /// The environment of the program.
    package let environment: [String: String]

    /// - Parameter origins: Where each key and element was written.
    init(origins: [String: ConfigurationOrigin], environment: [String: String]) {
        self.origins = origins
        self.environment = environment
    }

    /// The files of a section in this one.
    package mutating func part<Part: ConfigurationSection>(_ name: String, _ part: Part) -> Part.Inputs {
        let whole = section
        section = path(name)
        defer { section = whole }
        return part.read(&self)
    }

    /// The result of `decode` for the file that `key` names; `nil` where that is a problem.
    package mutating func decoded<Value, Failure: Error>(
        _ path: String, _ key: String, limit: Int, _ decode: ([UInt8]) throws(Failure) -> Value
    ) -> Value? {
        let octets: [UInt8]
        do throws(LocalFileError) {
            octets = try LocalFile.read(path, limit: limit)
        } catch {
            report(.unreadable, key, "\(error)")
            return nil
        }
        do throws(Failure) {
            return try decode(octets)
        } catch {
            report(.invalidFile, key, "\(path): \(error)")
            return nil
        }
    }

    /// Says that something is wrong with what `key` names, which is from the section on.
    package mutating func report(
        _ code: ConfigurationProblem.Code, isWarning: Bool = false, _ key: String, _ message: String
    ) {
        let key = path(key)
        report(ConfigurationProblem(code, isWarning: isWarning, at: origins[key] ?? .standard, key: key, message))
    }

    /// Says something of the environment, which has to do with `key`.
    package mutating func warn(of variable: String, _ key: String, _ message: String) {
        report(ConfigurationProblem(.risk, isWarning: true, at: .environment(variable), key: path(key), message))
    }

    /// True if there is an error at one of `keys`.
    package func hasError(at keys: String...) -> Bool {
        let paths = keys.map(path)
        return problems.contains { !$0.isWarning && paths.contains($0.key) }
    }

    /// True if `name` is the path of a program, or the name of one in a folder of `PATH`; so it is held where there
    /// is none.
    package func isProgram(_ name: String) -> Bool {
        environment["PATH"].map { LocalFile.isProgram(name, folders: $0) } ?? true
    }

    private mutating func report(_ problem: ConfigurationProblem) { problems.append(problem) }

    private func path(_ key: String) -> String { section.isEmpty ? key : "\(section).\(key)" }
}
