public import RPKIObjects
internal import TextFormats

/// Makes an RRDP repository in a folder and publishes change after change (RFC 8182 section 3.3), for tests, benchmarks
/// and laboratories. A web server shows the folder under the base URI.
///
///     var writer = try RRDPWriter(folder: "/srv/rrdp", base: "https://rpki.test/rrdp/")
///     try writer.publish([.publish(uri, octets)])
///
/// The notification is replaced last and atomically. Files that it named are kept until the change after the next, so
/// that a client in the middle of an update finds them.
public struct RRDPWriter: Sendable {
    public let folder: String
    /// The URI of the folder, with a slash at its end.
    public let base: String
    public private(set) var session: RRDPSession
    /// The present version; `nil` before the first change.
    public private(set) var serial: RRDPSerial?
    /// The objects that are published now.
    public private(set) var objects: [RsyncURI: [UInt8]] = [:]

    private var generator: any RandomNumberGenerator & Sendable
    private var snapshot: RRDPFile?
    private var deltas: [RRDPFile] = []
    /// Files that no notification names any more, oldest first, with the number of changes since.
    private var retired: [(file: RRDPFile, changes: Int)] = []

    /// A repository without an object yet.
    ///
    /// - Parameters:
    ///   - folder: is made if it is not there.
    ///   - base: the URI under which the folder is seen; it is written into the notification as it is.
    ///   - generator: names the session, and the files so that they cannot be guessed (RFC 8182 section 3.3.2).
    public init(
        folder: String, base: String, generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) throws(RRDPWriterError) {
        self.folder = folder
        self.base = base.hasSuffix("/") ? base : base + "/"
        self.generator = generator
        session = RRDPSession(using: &self.generator)
        try RRDPFile.makeFolder(folder)
    }

    /// Begins a new session with what is published now, as a server does that has lost its history.
    public mutating func beginSession() throws(RRDPWriterError) {
        session = RRDPSession(using: &generator)
        retire(deltas)
        deltas = []
        serial = RRDPSerial(1)
        try writeSnapshot()
        try writeNotification()
    }

    /// Publishes as the next version what makes `files` all that is published: what is new or other, and what is gone.
    public mutating func publish(all files: [RsyncURI: [UInt8]]) throws(RRDPWriterError) {
        var changes: [RRDPChange] = []
        for uri in files.keys.sorted() {
            if let octets = files[uri], objects[uri] != octets { changes.append(.publish(uri, octets)) }
        }
        for uri in objects.keys.sorted() where files[uri] == nil { changes.append(.withdraw(uri)) }
        try publish(changes)
    }

    /// Publishes changes as the next version: its delta, the snapshot, and then the notification.
    ///
    /// - Throws: ``RRDPWriterError``, also where something is to be withdrawn that is not there.
    public mutating func publish(_ changes: [RRDPChange]) throws(RRDPWriterError) {
        let next = serial?.next ?? RRDPSerial(1)
        let delta = serial == nil || changes.isEmpty ? nil : try place("delta", next)
        let writer = try delta.map { file throws(RRDPWriterError) in
            try RRDPFileWriter(file, in: folder, "delta", session)
        }
        for change in changes {
            switch change {
            case .publish(let uri, let octets):
                try writer?.publish(uri, octets, replacing: objects[uri].map { ObjectHash(of: $0) })
                objects[uri] = octets
            case .withdraw(let uri):
                guard let octets = objects.removeValue(forKey: uri) else {
                    throw RRDPWriterError(path: uri.description, reason: "is not published and cannot be withdrawn")
                }
                try writer?.withdraw(uri, ObjectHash(of: octets))
            }
        }
        // A delta of nothing is none (RFC 8182 section 3.5.4).
        guard !changes.isEmpty || serial == nil else { return }
        if let file = try writer?.finish() { deltas.append(file) }
        serial = next
        try writeSnapshot()
        try writeNotification()
        try removeRetired()
    }

    /// The files of the present notification, snapshot first, as paths relative to the folder.
    public var paths: [String] {
        ([snapshot].compactMap { $0 } + deltas).map(\.path)
    }

    private mutating func place(_ name: String, _ serial: RRDPSerial) throws(RRDPWriterError) -> RRDPFile {
        let secret = generator.next().bigEndianOctets.hexadecimal(uppercase: false)
        return RRDPFile(path: "\(session)/\(serial)/\(secret)/\(name).xml", serial: serial)
    }

    private mutating func writeSnapshot() throws(RRDPWriterError) {
        guard let serial else { return }
        let writer = try RRDPFileWriter(try place("snapshot", serial), in: folder, "snapshot", session)
        for (uri, octets) in objects.sorted(by: { $0.key < $1.key }) {
            try writer.publish(uri, octets, replacing: nil)
        }
        if let snapshot { retire([snapshot]) }
        snapshot = try writer.finish()
    }

    private mutating func writeNotification() throws(RRDPWriterError) {
        guard let serial, let snapshot else { return }
        // RFC 8182 section 3.3.2: deltas are kept while they are smaller than the snapshot together.
        var octets = 0
        let kept = deltas.reversed().prefix { delta in
            octets += delta.octets
            return octets <= snapshot.octets
        }
        retire(Array(deltas.dropLast(kept.count)))
        deltas = kept.reversed()
        var text = RRDPFileWriter.root("notification", session, serial)
        text += "<snapshot uri=\"\(base)\(snapshot.path)\" hash=\"\(snapshot.digest)\"/>\n"
        for delta in deltas.reversed() {
            text += "<delta serial=\"\(delta.serial)\" uri=\"\(base)\(delta.path)\" hash=\"\(delta.digest)\"/>\n"
        }
        text += "</notification>\n"
        try RRDPFile.replace(folder + "/notification.xml", with: Array(text.utf8))
    }

    private mutating func retire(_ files: [RRDPFile]) {
        retired += files.map { ($0, 0) }
    }

    private mutating func removeRetired() throws(RRDPWriterError) {
        for (file, changes) in retired where changes > 1 { try RRDPFile.remove(file.path, in: folder) }
        retired = retired.filter { $0.changes <= 1 }.map { ($0.file, $0.changes + 1) }
    }
}
