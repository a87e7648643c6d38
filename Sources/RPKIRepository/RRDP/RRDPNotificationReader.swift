internal import Fetching
internal import RPKIObjects

/// Collects what an update notification file says (RFC 8182 section 3.5.1.3).
final class RRDPNotificationReader: XMLEvents {
    private enum State {
        case root, elements, reference, end
    }

    let limits: RRDPLimits
    private let origin: HTTPSURI.Origin
    private var state = State.root
    private(set) var session: RRDPSession?
    private(set) var serial: RRDPSerial?
    private(set) var snapshot: RRDPReference?
    private(set) var deltas: [RRDPReference] = []
    /// The number of deltas that the file lists, kept or not.
    private(set) var listed = 0
    private var serials: Set<RRDPSerial> = []
    /// The hash of each file that is named.
    private var hashes: [HTTPSURI: ObjectHash] = [:]

    init(origin: HTTPSURI.Origin, limits: RRDPLimits) {
        self.origin = origin
        self.limits = limits
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes, _ reader: XMLReader) {
        do throws(RRDPError) {
            switch state {
            case .root: try root(name, attributes, line: reader.line)
            case .elements: try element(name, attributes, line: reader.line)
            case .reference, .end:
                throw RRDPError(
                    .element, .rfc8182("3.5.4"), line: reader.line, "<\(name.shortened)> where no element is allowed")
            }
        } catch {
            reader.stop(error)
        }
    }

    private func root(_ name: XMLName, _ attributes: XMLAttributes, line: Int) throws(RRDPError) {
        guard name.isCalled("notification") else {
            throw RRDPError(
                .element, .rfc8182("3.5.1.3"), line: line, "<\(name.shortened)> instead of <notification>")
        }
        try RRDPDocument.check(
            name, attributes, required: RRDPDocument.rootAttributes, limits: limits, line: line)
        let (session, serial) = try RRDPDocument.root(attributes, section: "3.5.1.3", line: line)
        self.session = session
        self.serial = serial
        state = .elements
    }

    private static let snapshotAttributes: [StaticString] = ["uri", "hash"]
    private static let deltaAttributes: [StaticString] = ["serial", "uri", "hash"]

    private func element(_ name: XMLName, _ attributes: XMLAttributes, line: Int) throws(RRDPError) {
        // The grammar wants the snapshot first, once.
        if let serial, snapshot == nil, name.isCalled("snapshot") {
            try RRDPDocument.check(
                name, attributes, required: RRDPNotificationReader.snapshotAttributes, limits: limits, line: line)
            let snapshot = try reference(attributes, serial: serial, line: line)
            try self.name(snapshot, line: line)
            self.snapshot = snapshot
        } else if snapshot != nil, name.isCalled("delta") {
            try RRDPDocument.check(
                name, attributes, required: RRDPNotificationReader.deltaAttributes, limits: limits, line: line)
            let serial = try RRDPDocument.serial(attributes, section: "3.5.1.3", line: line)
            let delta = try reference(attributes, serial: serial, line: line)
            listed += 1
            // A longer list is not used.
            if listed <= limits.listedDeltas {
                guard serials.insert(serial).inserted else {
                    throw RRDPError(
                        .duplicate, .rfc8182("3.5.1.3"), line: line, "serial \(serial) is in two <delta> elements")
                }
                try self.name(delta, line: line)
                deltas.append(delta)
            }
        } else {
            throw RRDPError(.element, .rfc8182("3.5.4"), line: line, "unexpected <\(name.shortened)>")
        }
        state = .reference
    }

    /// Takes note of a file and its hash: one file does not have two.
    private func name(_ reference: RRDPReference, line: Int) throws(RRDPError) {
        guard hashes.updateValue(reference.hash, forKey: reference.uri) ?? reference.hash == reference.hash else {
            throw RRDPError(
                .duplicate, .rfc8182("3.5.1.3"), line: line, "\(reference.uri) is named with two hashes")
        }
    }

    private func reference(
        _ attributes: XMLAttributes, serial: RRDPSerial, line: Int
    ) throws(RRDPError) -> RRDPReference {
        let hash = try RRDPDocument.hash(attributes, section: "3.5.1.3", line: line)
        let value = attributes.value(of: "uri").map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard let uri = HTTPSURI(value, allowsPlain: origin.scheme == "http") else {
            throw RRDPError(
                .uri, .rfc8182("3.5.1.3"), line: line,
                "uri \(RRDPDocument.text(attributes, "uri")), which is not an https URI")
        }
        guard uri.origin == origin else {
            throw RRDPError(
                .origin, .rfc9674("3"), line: line, "\(uri) does not have the notification's origin, \(origin)")
        }
        return RRDPReference(serial: serial, uri: uri, hash: hash)
    }

    func text(_ octets: UnsafeBufferPointer<UInt8>, _ reader: XMLReader) {
        if !RRDPDocument.isBlank(octets) {
            reader.stop(RRDPError(.text, .rfc8182("3.5.4"), line: reader.line, "text where only elements are allowed"))
        }
    }

    func end(_ reader: XMLReader) {
        state = state == .reference ? .elements : .end
    }
}
