internal import ConfigurationKeys
public import Fetching
internal import LocalFiles
public import RPKIObjects
public import RPKIValidation
public import ValidatedPayloads

/// The content of the files of local policy that the section names.
public struct RPKIInputs: Sendable {
    public internal(set) var locators: [TrustAnchorLocator] = []
    public internal(set) var policy = LocalPolicy()
    /// `nil` without files of exceptions.
    public internal(set) var exceptions: SLURM?
    /// Name and password for the proxy.
    public internal(set) var proxyCredentials: HTTPSOptions.Proxy.Credentials?

    /// The most octets of a file with name and password.
    package static let credentialsOctets = 4096

    /// Those of a section that names no files.
    init() {}

    init(_ section: RPKISection, _ files: inout ConfigurationFiles) {
        readLocators(section.tals, &files)
        readConstraints(section, &files)
        if let path = section.skipList,
            let list = files.decoded(path, "skiplist", limit: 1 << 24, SkipList.init)
        {
            policy.skipList = list
        }
        readExceptions(section.slurm, &files)
        for (index, path) in section.httpsCA.enumerated() {
            files.checkCertificates(path, "https-ca[\(index)]")
        }
        if let path = section.proxyCredentials { readCredentials(path, &files) }
        guard section.isEnabled else { return }
        if section.rsync, let program = section.rsyncCommand.first, !files.isProgram(program) {
            files.report(
                .risk, isWarning: true, "rsync-command", "could not find the program \(program); rsync will fail")
        }
        if section.proxy == nil, section.rrdp, let name = ProxyEnvironment.name(in: files.environment) {
            files.warn(of: name, "proxy", "\(name) is ignored; to use a proxy, set rpki.proxy")
        }
    }
}

// MARK: - Policy

extension RPKIInputs {
    private mutating func readLocators(_ sources: [TrustAnchorSource], _ files: inout ConfigurationFiles) {
        for (index, source) in sources.enumerated() {
            let key = "tals[\(index)]"
            let found: [TrustAnchorLocator]
            switch source {
            case .registries: found = (try? TrustAnchorLocator.registries()) ?? []
            case .registry(let name):
                found = ((try? TrustAnchorLocator.registries()) ?? []).filter { $0.name == name }
            case .file(let path):
                let name = RPKIInputs.name(path, without: ".tal")
                let locator = files.decoded(path, key, limit: 65_536) { (octets) throws(ObjectError) in
                    try TrustAnchorLocator(decoding: octets, name: name)
                }
                found = locator.map { [$0] } ?? []
            }
            for locator in found {
                if locators.contains(where: { $0.name == locator.name }) {
                    files.report(.conflict, key, "another locator has the same name: \(locator.name)")
                } else {
                    locators.append(locator)
                }
            }
        }
    }

    /// Constraints next to a locator, and those named by the configuration, which take precedence.
    private mutating func readConstraints(_ rpki: RPKISection, _ files: inout ConfigurationFiles) {
        for (index, source) in rpki.tals.enumerated() {
            guard case .file(let path) = source else { continue }
            let beside = (path.hasSuffix(".tal") ? String(path.dropLast(4)) : path) + ".constraints"
            if LocalFile.exists(beside) { readConstraints(beside, "tals[\(index)]", &files) }
        }
        for (index, path) in rpki.constraints.enumerated() {
            let key = "constraints[\(index)]"
            readConstraints(path, key, &files)
            let name = RPKIInputs.name(path, without: ".constraints")
            if !locators.contains(where: { $0.name == name }) {
                files.report(.risk, isWarning: true, key, "\(path): there is no locator with the name \(name)")
            }
        }
    }

    private mutating func readConstraints(_ path: String, _ key: String, _ files: inout ConfigurationFiles) {
        let constraints = files.decoded(path, key, limit: 1 << 24, TrustAnchorConstraints.init)
        if let constraints { policy.constraints[RPKIInputs.name(path, without: ".constraints")] = constraints }
    }

    private mutating func readExceptions(_ paths: [String], _ files: inout ConfigurationFiles) {
        var read: [(index: Int, file: SLURMFile)] = []
        for (index, path) in paths.enumerated() {
            let file = files.decoded(path, "slurm[\(index)]", limit: 1 << 28) { (octets) throws(SLURMError) in
                try SLURMFile(octets, path: path)
            }
            if let file { read.append((index, file)) }
        }
        if read.isEmpty { return }
        do {
            exceptions = try SLURM(read.map(\.file))
        } catch {
            let first = read[error.first].index
            let second = read[error.second].index
            files.report(
                .conflict, "slurm[\(second)]",
                "\(paths[first]) and \(paths[second]) both cover \(error.resources) (\(error.code.rawValue))")
        }
    }

    private mutating func readCredentials(_ path: String, _ files: inout ConfigurationFiles) {
        let key = "proxy-credentials"
        if LocalFile.isOpenToOthers(path) {
            files.report(.invalidFile, key, "\(path): every user may read it; run chmod 600 on it")
            return
        }
        proxyCredentials = files.decoded(
            path, key, limit: RPKIInputs.credentialsOctets, HTTPSOptions.Proxy.Credentials.init(decoding:))
    }

    /// The file's name without folders and without `suffix`.
    private static func name(_ path: String, without suffix: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    }
}
