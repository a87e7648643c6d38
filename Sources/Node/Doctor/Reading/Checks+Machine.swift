internal import ConfigurationKeys
internal import FoundationEssentials
internal import LocalFiles
internal import NumberResources

extension ClockCheck {
    /// The clock, and the files in the state folder.
    init(reading folder: String, at now: Date) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let files = names.compactMap { name in
            FileAccess(of: folder + "/" + name).map { access in
                WrittenFile(path: folder + "/" + name, date: Date(timeIntervalSince1970: Double(access.modified)))
            }
        }
        self.init(
            now: now, isSynchronised: ClockSynchronisation.isSynchronised(),
            latest: files.max { $0.date < $1.date })
    }
}

extension ListenerCheck {
    /// The addresses of the configuration, and those at which the running node listens.
    ///
    /// - Parameter running: `nil` where none runs, or it cannot be seen.
    init(reading configuration: NodeConfiguration, running: ListeningSockets?) {
        let lists = NodeConfiguration.sections.flatMap { $0.listenAddresses(configuration) }
        let addresses = lists.flatMap { key, addresses in addresses.map { (key, $0) } }
        let isSeen = running != nil || FileAccess(of: configuration.state + "/node.lock") == nil
        places = addresses.map { key, address in
            let isOfNode = running?.sockets.contains { ListenerCheck.isSame($0, address) }
            return Place(
                key: key, address: address, attempt: address.port == 0 ? .free : ListenAttempt(address),
                isOfNode: isOfNode ?? (isSeen ? false : nil))
        }
        let takesAny = addresses.contains { $0.1.port == 0 }
        others =
            takesAny
            ? []
            : (running?.sockets ?? []).filter { socket in !addresses.contains { ListenerCheck.isSame(socket, $0.1) } }
                .map { "\(ListenAddress(host: "\($0.address)", port: $0.port))" }
    }

    /// A name may have any address.
    private static func isSame(_ socket: ListeningSockets.Socket, _ address: ListenAddress) -> Bool {
        guard socket.port == address.port else { return false }
        return IPAddress(address.host).map { $0 == socket.address } ?? true
    }
}

extension DiskCheck {
    init(reading configuration: NodeConfiguration) {
        let folder = configuration.state
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        self.init(
            folder: folder, space: DiskCheck.space(at: folder),
            used: names.reduce(0) { $0 + (FileAccess(of: folder + "/" + $1)?.size ?? 0) },
            quota: configuration.rpki.limits.stateSize)
    }

    /// That of the first folder above that is there.
    private static func space(at folder: String) -> DiskSpace? {
        if let space = DiskSpace(folder) { return space }
        guard folder.count > 1, let slash = folder.dropLast().lastIndex(of: "/") else { return nil }
        return space(at: slash == folder.startIndex ? "/" : String(folder[..<slash]))
    }
}

extension MailCheck {
    init(reading configuration: NodeConfiguration, environment: [String: String]) {
        let program = configuration.watch.mail.command.first ?? ""
        self.init(
            recipients: configuration.watch.mail.to.count, program: program,
            isProgram: LocalFile.isProgram(program, folders: environment["PATH"] ?? ""))
    }
}

extension PermissionCheck {
    /// The state folder with what is in it, and the folder of backups.
    init(reading configuration: NodeConfiguration) {
        let folder = configuration.state
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        let backups = configuration.backup.folder.map { [$0] } ?? []
        let paths = [folder] + (names ?? []).sorted().map { folder + "/" + $0 } + backups
        self.init(
            entries: names == nil
                ? [] : paths.compactMap { path in FileAccess(of: path).map { Entry(path: path, access: $0) } },
            folder: folder, isThere: LocalFile.exists(folder))
    }
}
