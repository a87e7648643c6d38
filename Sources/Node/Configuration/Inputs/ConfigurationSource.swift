internal import LocalFiles

/// Where a node's configuration comes from: read at start, and again at SIGHUP.
public struct ConfigurationSource: Sendable {
    /// The configuration file; `nil` for defaults.
    public let path: String?
    /// The environment of the program.
    public let environment: [String: String]
    /// `KEY=VALUE` each.
    public let options: [String]

    public init(path: String?, environment: [String: String] = [:], options: [String] = []) {
        self.path = path
        self.environment = environment
        self.options = options
    }

    /// The configuration as it stands now, with the files that it names.
    ///
    /// - Throws: ``ConfigurationRefusal`` with everything that is wrong; then none of it may be used.
    public func load() throws(ConfigurationRefusal) -> LoadedConfiguration {
        let (reading, inputs, problems) = check()
        guard problems.allSatisfy(\.isWarning) else { throw ConfigurationRefusal(problems: problems) }
        return LoadedConfiguration(configuration: reading.configuration, inputs: inputs, warnings: problems)
    }

    /// The configuration alone, without the files that it names.
    ///
    /// - Throws: ``ConfigurationRefusal`` with everything that is wrong with it.
    public func reading() throws(ConfigurationRefusal) -> NodeConfiguration {
        var octets: [UInt8]?
        if let path {
            do {
                octets = try LocalFile.read(path, limit: ConfigurationLimits.octets)
            } catch {
                throw ConfigurationRefusal(
                    problems: [ConfigurationProblem(.unreadable, at: .standard, "\(error)")])
            }
        }
        let reading = ConfigurationReading(octets, path: path ?? "", environment: environment, options: options)
        let problems = emptiness(reading) + reading.problems
        guard problems.allSatisfy(\.isWarning) else { throw ConfigurationRefusal(problems: problems) }
        return reading.configuration
    }

    /// All that is wrong with the configuration and with the files that it names, in the order of the file.
    public func problems() -> [ConfigurationProblem] {
        check().problems
    }

    private func check() -> (reading: ConfigurationReading, inputs: LocalInputs, problems: [ConfigurationProblem]) {
        var octets: [UInt8]?
        var problems: [ConfigurationProblem] = []
        if let path {
            do throws(LocalFileError) {
                octets = try LocalFile.read(path, limit: ConfigurationLimits.octets)
            } catch {
                problems.append(ConfigurationProblem(.unreadable, at: .standard, "\(error)"))
            }
        }
        let reading = ConfigurationReading(octets, path: path ?? "", environment: environment, options: options)
        let inputs = LocalInputs(of: reading, searchPath: environment["PATH"])
        problems += emptiness(reading) + reading.problems + inputs.problems + reading.unusedEnvironment(environment)
        return (reading, inputs, problems.inOrder())
    }

    /// A file that somebody or something emptied is not taken for the wish for all defaults: the registries' trust anchors, no
    /// local exceptions, nothing watched.
    private func emptiness(_ reading: ConfigurationReading) -> [ConfigurationProblem] {
        guard let path, reading.isEmpty else { return [] }
        return [
            ConfigurationProblem(
                .empty, at: .file(path: path, line: 1, column: 1),
                "no key is set: an emptied file is refused; for all defaults write one of them, such as "
                    + "state: \(NodeConfiguration().state)")
        ]
    }
}

/// A configuration that can be used.
public struct LoadedConfiguration: Sendable {
    public internal(set) var configuration: NodeConfiguration
    public let inputs: LocalInputs
    /// What an operator may want to know.
    public let warnings: [ConfigurationProblem]
}

/// Why a configuration cannot be used.
public struct ConfigurationRefusal: Error, Hashable, Sendable {
    /// At least one of them no warning.
    public let problems: [ConfigurationProblem]
}

extension ConfigurationRefusal: CustomStringConvertible {
    /// A line each.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
