internal import LocalFiles

/// The source of a configuration: read at start, and again at SIGHUP.
public struct ConfigurationSource<Section: ConfigurationSection>: Sendable {
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
    public func load() throws(ConfigurationRefusal) -> LoadedConfiguration<Section> {
        let (reading, inputs, problems) = check()
        guard problems.allSatisfy(\.isWarning) else { throw ConfigurationRefusal(problems: problems) }
        return LoadedConfiguration(configuration: reading.configuration, inputs: inputs, warnings: problems)
    }

    /// The configuration alone, without the files that it names.
    ///
    /// - Throws: ``ConfigurationRefusal`` with everything that is wrong with it.
    public func reading() throws(ConfigurationRefusal) -> Section {
        let (reading, problems) = read()
        guard problems.allSatisfy(\.isWarning) else { throw ConfigurationRefusal(problems: problems) }
        return reading.configuration
    }

    /// All that is wrong with the configuration and with the files that it names, in the order of the file.
    public func problems() -> [ConfigurationProblem] {
        check().problems
    }

    private func read() -> (reading: ConfigurationReading<Section>, problems: [ConfigurationProblem]) {
        var octets: [UInt8]?
        var problems: [ConfigurationProblem] = []
        if let path {
            do throws(LocalFileError) {
                octets = try LocalFile.read(path, limit: ConfigurationLimits.octets)
            } catch {
                problems.append(ConfigurationProblem(.unreadable, at: .standard, "\(error)"))
            }
        }
        let reading = ConfigurationReading<Section>(
            octets, path: path ?? "", environment: environment, options: options)
        return (reading, problems + emptiness(reading) + reading.problems)
    }

    private func check() -> (
        reading: ConfigurationReading<Section>, inputs: Section.Inputs, problems: [ConfigurationProblem]
    ) {
        let (reading, problems) = read()
        var files = ConfigurationFiles(origins: reading.origins, environment: environment)
        let inputs = reading.configuration.read(&files)
        return (reading, inputs, (problems + files.problems).inOrder())
    }

    /// An emptied file is not taken as a request for all defaults.
    private func emptiness(_ reading: ConfigurationReading<Section>) -> [ConfigurationProblem] {
        guard let path, reading.isEmpty, let key = Section.keys.first else { return [] }
        return [
            ConfigurationProblem(
                .empty, at: .file(path: path, line: 1, column: 1),
                "no key is set; an empty file is refused. To use all defaults, write one key with its default, such as "
                    + "\(key.name): \(key.standard)")
        ]
    }
}
