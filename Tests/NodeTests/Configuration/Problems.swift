import Node

/// What a test compares of a problem.
struct Problem: Hashable, CustomStringConvertible {
    let code: ConfigurationProblem.Code
    let line: Int
    let column: Int
    let key: String

    init(_ code: ConfigurationProblem.Code, _ line: Int, _ column: Int, _ key: String = "") {
        self.code = code
        self.line = line
        self.column = column
        self.key = key
    }

    init(_ problem: ConfigurationProblem) {
        var place = (line: 0, column: 0)
        if case .file(_, let line, let column) = problem.origin { place = (line, column) }
        self.init(problem.code, place.line, place.column, problem.key)
    }

    var description: String { "\(line):\(column) \(key) \(code.rawValue)" }
}

extension ConfigurationReading {
    init(_ text: String, environment: [String: String] = [:], options: [String] = []) {
        self.init(Array(text.utf8), path: "a.yaml", environment: environment, options: options)
    }

    var errors: [ConfigurationProblem] { problems.filter { !$0.isWarning } }
    var found: [Problem] { problems.map(Problem.init) }
}
