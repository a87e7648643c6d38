package import ConfigurationKeys

/// What a test compares of a problem with a configuration.
package struct Problem: Hashable, CustomStringConvertible, Sendable {
    package let code: ConfigurationProblem.Code
    let line: Int
    let column: Int
    let key: String

    package init(_ code: ConfigurationProblem.Code, _ line: Int, _ column: Int, _ key: String = "") {
        self.code = code
        self.line = line
        self.column = column
        self.key = key
    }

    package init(_ problem: ConfigurationProblem) {
        var place = (line: 0, column: 0)
        if case .file(_, let line, let column) = problem.origin { place = (line, column) }
        self.init(problem.code, place.line, place.column, problem.key)
    }

    package var description: String { "\(line):\(column) \(key) \(code.rawValue)" }
}

extension ConfigurationReading {
    /// What the file `a.yaml` with this text says.
    package init(_ text: String, environment: [String: String] = [:], options: [String] = []) {
        self.init(Array(text.utf8), path: "a.yaml", environment: environment, options: options)
    }

    package var errors: [ConfigurationProblem] { problems.filter { !$0.isWarning } }
    package var found: [Problem] { problems.map(Problem.init) }
}
