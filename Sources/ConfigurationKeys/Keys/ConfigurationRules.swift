/// Problems that sections report about keys that contradict each other.
public struct ConfigurationRules {
    /// A problem between keys that are right each for itself.
    struct Finding {
        /// The keys that it follows from.
        let keys: [String]
        let problem: ConfigurationProblem
    }

    private let origins: [String: ConfigurationOrigin]
    private var section = ""
    private(set) var findings: [Finding] = []

    /// - Parameter origins: Where each key and element was written.
    init(origins: [String: ConfigurationOrigin]) {
        self.origins = origins
    }

    /// Says that the configuration cannot be used, at the first of `keys` that was written, or at `element`.
    ///
    /// - Parameter keys: those that it follows from, named from the section on.
    package mutating func refuse(_ keys: [String], at element: String? = nil, _ message: String) {
        report(.conflict, isWarning: false, keys, element, message)
    }

    /// Says that something works and may not be wanted.
    package mutating func warn(_ keys: [String], at element: String? = nil, _ message: String) {
        report(.risk, isWarning: true, keys, element, message)
    }

    /// The rules of a section in this one.
    package mutating func part(_ name: String, _ part: some ConfigurationSection) {
        let whole = section
        section = path(name)
        part.check(&self)
        section = whole
    }

    /// True if the key was written anywhere.
    package func isWritten(_ key: String) -> Bool { origins[path(key)] != nil }

    /// The element of a list, where the list was written as one; else the key.
    package func element(_ index: Int, of key: String) -> String {
        isWritten("\(key)[\(index)]") ? "\(key)[\(index)]" : key
    }

    private func path(_ key: String) -> String { section.isEmpty ? key : "\(section).\(key)" }

    private mutating func report(
        _ code: ConfigurationProblem.Code, isWarning: Bool, _ keys: [String], _ element: String?, _ message: String
    ) {
        let key = path(element ?? keys.first(where: isWritten) ?? keys.first ?? "")
        findings.append(
            Finding(
                keys: keys.map(path),
                problem: ConfigurationProblem(
                    code, isWarning: isWarning, at: origins[key] ?? .standard, key: key, message)))
    }
}
