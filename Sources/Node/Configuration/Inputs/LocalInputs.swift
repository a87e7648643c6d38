public import Fetching
internal import LocalFiles
public import RPKIObjects
public import RPKIRepository
public import RPKIValidation
public import ValidatedPayloads

/// The files of local policy that a configuration names, read and decoded.
public struct LocalInputs: Sendable {
    public internal(set) var locators: [TrustAnchorLocator] = []
    public internal(set) var policy = LocalPolicy()
    /// `nil` without files of exceptions.
    public internal(set) var exceptions: SLURM?
    /// The key that webhooks are signed with.
    public internal(set) var webhookSecret: [UInt8]?

    /// Name and password for the proxy.
    public internal(set) var proxyCredentials: HTTPSOptions.Proxy.Credentials?

    /// What is wrong with the files, each with the place in the configuration that names it.
    public internal(set) var problems: [ConfigurationProblem] = []

    /// The most octets of a file of PEM.
    static let pemOctets = 1 << 22

    /// Reads what `reading` names. A file that is missing or damaged is a problem, and the others are read all the same.
    ///
    /// - Parameter searchPath: Folders with colons between them, in which programs are looked for; `nil` to look for none.
    public init(of reading: ConfigurationReading, searchPath: String? = nil) {
        let rpki = reading.configuration.rpki
        readLocators(rpki.tals, reading)
        readConstraints(rpki, reading)
        if let path = rpki.skipList,
            let list = decoded(path, "rpki.skiplist", reading, limit: 1 << 24, SkipList.init)
        {
            policy.skipList = list
        }
        readExceptions(rpki.slurm, reading)
        for (index, path) in rpki.httpsCA.enumerated() {
            check(path, ["CERTIFICATE"], "rpki.https-ca[\(index)]", reading)
        }
        if let path = rpki.proxyCredentials { readProxyCredentials(path, reading) }
        if rpki.rsync, !rpki.tals.isEmpty, let searchPath, let program = rpki.rsyncCommand.first,
            !LocalInputs.isProgram(program, searchPath: searchPath)
        {
            report(
                .risk, isWarning: true, "rpki.rsync-command", reading, "no program \(program) is found; rsync will fail"
            )
        }
        check(reading.configuration.rtr.tls, "rtr.tls", reading)
        check(reading.configuration.http.tls, "http.tls", reading)
        readWatch(reading, searchPath: searchPath)
    }
}

// MARK: - Policy

extension LocalInputs {
    private mutating func readLocators(_ sources: [TrustAnchorSource], _ reading: ConfigurationReading) {
        for (index, source) in sources.enumerated() {
            let key = "rpki.tals[\(index)]"
            let found: [TrustAnchorLocator]
            switch source {
            case .registries: found = (try? TrustAnchorLocator.registries()) ?? []
            case .registry(let name):
                found = ((try? TrustAnchorLocator.registries()) ?? []).filter { $0.name == name }
            case .file(let path):
                let name = LocalInputs.name(path, without: ".tal")
                let locator = decoded(path, key, reading, limit: 65_536) { (octets) throws(ObjectError) in
                    try TrustAnchorLocator(decoding: octets, name: name)
                }
                found = locator.map { [$0] } ?? []
            }
            for locator in found {
                if locators.contains(where: { $0.name == locator.name }) {
                    report(.conflict, key, reading, "there is another locator called \(locator.name)")
                } else {
                    locators.append(locator)
                }
            }
        }
    }

    /// Constraints beside a locator, and those that the configuration names, which win.
    private mutating func readConstraints(_ rpki: NodeConfiguration.RPKI, _ reading: ConfigurationReading) {
        for (index, source) in rpki.tals.enumerated() {
            guard case .file(let path) = source else { continue }
            let beside = (path.hasSuffix(".tal") ? String(path.dropLast(4)) : path) + ".constraints"
            if LocalFile.exists(beside) { readConstraints(beside, "rpki.tals[\(index)]", reading) }
        }
        for (index, path) in rpki.constraints.enumerated() {
            let key = "rpki.constraints[\(index)]"
            readConstraints(path, key, reading)
            let name = LocalInputs.name(path, without: ".constraints")
            if !locators.contains(where: { $0.name == name }) {
                report(.risk, isWarning: true, key, reading, "\(path): no locator is called \(name)")
            }
        }
    }

    private mutating func readConstraints(_ path: String, _ key: String, _ reading: ConfigurationReading) {
        let constraints = decoded(path, key, reading, limit: 1 << 24, TrustAnchorConstraints.init)
        if let constraints { policy.constraints[LocalInputs.name(path, without: ".constraints")] = constraints }
    }

    private mutating func readExceptions(_ paths: [String], _ reading: ConfigurationReading) {
        var files: [(index: Int, file: SLURMFile)] = []
        for (index, path) in paths.enumerated() {
            let file = decoded(path, "rpki.slurm[\(index)]", reading, limit: 1 << 28) { (octets) throws(SLURMError) in
                try SLURMFile(octets, path: path)
            }
            if let file { files.append((index, file)) }
        }
        if files.isEmpty { return }
        do {
            exceptions = try SLURM(files.map(\.file))
        } catch {
            let first = files[error.first].index
            let second = files[error.second].index
            report(
                .conflict, "rpki.slurm[\(second)]", reading,
                "\(paths[first]) and \(paths[second]) both speak of \(error.resources) (\(error.code.rawValue))")
        }
    }
}

// MARK: - TLS

extension LocalInputs {
    private mutating func check(_ tls: NodeConfiguration.TLS, _ section: String, _ reading: ConfigurationReading) {
        if let path = tls.certificate { check(path, ["CERTIFICATE"], section + ".certificate", reading) }
        if let path = tls.key {
            check(path, ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"], section + ".key", reading)
        }
        if let path = tls.clientCA { check(path, ["CERTIFICATE"], section + ".client-ca", reading) }
        guard let certificate = tls.certificate, let key = tls.key,
            !problems.contains(where: { $0.key == section + ".certificate" || $0.key == section + ".key" })
        else { return }
        if let fault = TLSFiles.fault(certificate: certificate, key: key) {
            report(.invalidFile, section + ".key", reading, "\(certificate) and \(key) make no server: \(fault)")
        }
    }

    /// Whether the file at `path` has a PEM block of one of those labels.
    mutating func check(
        _ path: String, _ labels: [String], _ key: String, _ reading: ConfigurationReading
    ) {
        _ = decoded(path, key, reading, limit: LocalInputs.pemOctets) { (octets) throws(PEMBlocks.Failure) in
            try PEMBlocks(octets, labels: labels)
        }
        // TLS reads what is in the blocks, too.
        guard labels == ["CERTIFICATE"], !problems.contains(where: { $0.key == key && !$0.isWarning }) else { return }
        if let fault = TLSFiles.fault(certificates: path) {
            report(.invalidFile, key, reading, "\(path): \(fault)")
        }
    }
}

// MARK: - Reading

extension LocalInputs {
    mutating func decoded<Value, Failure: Error>(
        _ path: String, _ key: String, _ reading: ConfigurationReading, limit: Int,
        _ decode: ([UInt8]) throws(Failure) -> Value
    ) -> Value? {
        let octets: [UInt8]
        do throws(LocalFileError) {
            octets = try LocalFile.read(path, limit: limit)
        } catch {
            report(.unreadable, key, reading, "\(error)")
            return nil
        }
        do throws(Failure) {
            return try decode(octets)
        } catch {
            report(.invalidFile, key, reading, "\(path): \(error)")
            return nil
        }
    }

    mutating func report(
        _ code: ConfigurationProblem.Code, isWarning: Bool = false, _ key: String, _ reading: ConfigurationReading,
        _ message: String
    ) {
        problems.append(
            ConfigurationProblem(code, isWarning: isWarning, at: reading.origin(of: key), key: key, message))
    }

    /// Whether `name` is the path of a program, or the name of one in a folder of `searchPath`.
    static func isProgram(_ name: String, searchPath: String) -> Bool {
        if name.contains("/") { return LocalFile.isProgram(name) }
        return searchPath.split(separator: ":").contains { LocalFile.isProgram("\($0)/\(name)") }
    }

    /// The file's name without folders and without `suffix`.
    private static func name(_ path: String, without suffix: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    }
}
