internal import ConfigurationKeys
internal import DeskStore
internal import FoundationEssentials
internal import LocalFiles
internal import RPKIObjects
internal import SQLiteFile

extension LocatorCheck {
    /// The locators of the configuration; those that the program carries are as old as the program.
    init(reading configuration: NodeConfiguration, problems: [ConfigurationProblem], at now: Date) {
        let registries = (try? TrustAnchorLocator.registries()) ?? []
        var (count, files): (Int, [File]) = (0, [])
        for source in configuration.rpki.tals {
            switch source {
            case .registries: count += registries.count
            case .registry: count += 1
            case .file(let path):
                let name = String(path.split(separator: "/").last ?? "").replacing(".tal", with: "")
                let octets = try? LocalFile.read(path, limit: 65_536)
                guard let locator = octets.flatMap({ try? TrustAnchorLocator(decoding: $0, name: name) }) else {
                    continue
                }
                count += 1
                let registry = registries.first { $0.name == name.lowercased() }
                files.append(
                    File(
                        path: path,
                        modified: FileAccess(of: path).map { Date(timeIntervalSince1970: Double($0.modified)) },
                        differsFrom: registry.flatMap { registry in
                            registry.subjectPublicKeyInfo == locator.subjectPublicKeyInfo ? nil : registry.name
                        }))
            }
        }
        self.init(now: now, count: count, files: files, problems: problems.map { "\($0)" })
    }
}

extension CertificateCheck {
    init(reading configuration: NodeConfiguration, problems: [ConfigurationProblem], at now: Date) {
        let servers = [
            CertificateCheck.server(configuration.http.tls, problems),
            CertificateCheck.server(configuration.rtr.tls, problems),
        ]
        self.init(now: now, servers: servers.compactMap { $0 })
    }

    private static func server<Section: ServerTLS>(_ section: Section, _ problems: [ConfigurationProblem]) -> Server? {
        guard !section.listen.isEmpty, let certificate = section.certificate, let key = section.key else { return nil }
        return Server(
            name: Section.name, certificate: certificate, key: key, expires: TLSFiles.end(certificates: certificate),
            isKeyOpen: LocalFile.isOpenToOthers(key),
            problems: problems.filter { $0.key.hasPrefix(Section.name) }.map { "\($0)" })
    }
}

extension BackupCheck.Newest {
    /// The newest backup in the folder of the configuration; `nil` where there is none.
    init?(reading section: BackupSection) async {
        guard let path = section.folder else { return nil }
        let folder = BackupFolder(path: path, keep: section.keep)
        guard let latest = folder.latest, let date = folder.names.last.flatMap(BackupFolder.date) else { return nil }
        let fault = await QuietThread.run { () -> SQLiteFileError? in
            do throws(SQLiteFileError) {
                _ = try DeskBackup(verifying: latest)
                return nil
            } catch {
                return error
            }
        }
        self.init(path: latest, date: date, fault: fault)
    }
}

extension ConsoleCheck {
    init(reading configuration: NodeConfiguration, path: String?) {
        self.init(
            accounts: ConsoleCheck.accounts(in: configuration.state), plain: configuration.http.listen,
            secure: configuration.http.tls.listen, configuration: path)
    }

    /// The number of accounts; `nil` where there is no database, or it cannot be read, which the check of databases says.
    private static func accounts(in folder: String) -> Int? {
        guard let desk = try? DeskDatabase.open(readingIn: folder) else { return nil }
        defer { try? desk.close() }
        return try? desk.accounts.accounts().count
    }
}
