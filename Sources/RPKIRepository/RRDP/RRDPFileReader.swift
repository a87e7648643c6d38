internal import RPKIObjects
internal import TextFormats

/// Reads a snapshot or delta file (RFC 8182 sections 3.5.2 and 3.5.3) as it arrives, and gives its elements as they are
/// complete, their objects decoded.
///
///     let reader = RRDPFileReader(.snapshot, session: session, serial: serial)
///     while let chunk = try await body.next() {
///         for element in try reader.read(chunk) { … }
///     }
///     try reader.finish()
///
/// It holds at most one object and what one chunk gives, and 16 octets for each element. An object that two elements
/// name refuses the file: they contradict each other. Whether the file has the hash that the notification names is for
/// the caller to see, before it makes the elements count.
public final class RRDPFileReader {
    public enum Kind: Hashable, Sendable {
        case snapshot
        case delta
    }

    private enum State {
        case root, elements, publish, withdraw, end
    }

    private let kind: Kind
    private let session: RRDPSession
    private let serial: RRDPSerial
    private let limits: RRDPLimits
    private var xml: XMLReader?
    private var state = State.root
    private var decoder: Base64Decoder
    private var uri: RsyncURI?
    private var hash: ObjectHash?
    private var ready: [RRDPElement] = []
    /// The objects that the file has named.
    private var named: Set<URIDigest> = []
    /// The number of elements that have been read.
    public private(set) var count = 0

    /// A reader of the file of one version.
    ///
    /// - Parameters:
    ///   - session: the session that the file must name.
    ///   - serial: the serial that the file must have.
    public init(_ kind: Kind, session: RRDPSession, serial: RRDPSerial, limits: RRDPLimits = RRDPLimits()) {
        self.kind = kind
        self.session = session
        self.serial = serial
        self.limits = limits
        decoder = Base64Decoder(limit: limits.objectSize)
        xml = XMLReader(events: self, limits: limits)
    }

    /// The elements that are complete with the next octets of the file; give it chunks, as what it returns is held.
    ///
    /// - Throws: ``RRDPError``; the file is then refused as a whole, and every further call throws the same.
    public func read(_ bytes: Span<UInt8>) throws(RRDPError) -> [RRDPElement] {
        try xml?.read(bytes)
        defer { ready.removeAll() }
        return ready
    }

    /// The elements that are complete with the next octets of the file.
    public func read(_ bytes: [UInt8]) throws(RRDPError) -> [RRDPElement] {
        try read(bytes.span)
    }

    /// Fails unless the file is complete.
    public func finish() throws(RRDPError) {
        try xml?.finish()
    }

    private var name: StaticString { kind == .snapshot ? "snapshot" : "delta" }
    private var section: String { kind == .snapshot ? "3.5.2.3" : "3.5.3.3" }
}

extension RRDPFileReader: XMLEvents {
    func start(_ name: XMLName, _ attributes: XMLAttributes, _ reader: XMLReader) {
        do throws(RRDPError) {
            switch state {
            case .root: try root(name, attributes, line: reader.line)
            case .elements: try element(name, attributes, line: reader.line)
            case .publish, .withdraw, .end:
                throw RRDPError(
                    .element, .rfc8182("3.5.4"), line: reader.line, "<\(name.shortened)> where no element is allowed")
            }
        } catch {
            reader.stop(error)
        }
    }

    private func root(_ name: XMLName, _ attributes: XMLAttributes, line: Int) throws(RRDPError) {
        guard name.isCalled(self.name) else {
            throw RRDPError(.element, .rfc8182(section), line: line, "<\(name.shortened)> instead of <\(self.name)>")
        }
        try RRDPDocument.check(
            name, attributes, required: RRDPDocument.rootAttributes, limits: limits, line: line)
        let (session, serial) = try RRDPDocument.root(attributes, section: section, line: line)
        guard session == self.session else {
            throw RRDPError(
                .sessionMismatch, .rfc8182(section), line: line,
                "session \(session), but the notification has \(self.session)")
        }
        guard serial == self.serial else {
            throw RRDPError(
                .serialMismatch, .rfc8182(section), line: line,
                "serial \(serial), but the notification has \(self.serial)")
        }
        state = .elements
    }

    private static let uriOnly: [StaticString] = ["uri"]
    private static let uriAndHash: [StaticString] = ["uri", "hash"]

    private func element(_ name: XMLName, _ attributes: XMLAttributes, line: Int) throws(RRDPError) {
        count += 1
        guard count <= limits.elements else { throw .reached(.count, .elements, limits.elements, line: line) }
        hash = nil
        if name.isCalled("publish") {
            try RRDPDocument.check(
                name, attributes, required: RRDPFileReader.uriOnly, optional: kind == .delta ? "hash" : nil,
                limits: limits, line: line)
            if attributes.count > 1 { hash = try RRDPDocument.hash(attributes, section: section, line: line) }
            state = .publish
        } else if kind == .delta, name.isCalled("withdraw") {
            try RRDPDocument.check(
                name, attributes, required: RRDPFileReader.uriAndHash, limits: limits, line: line)
            hash = try RRDPDocument.hash(attributes, section: section, line: line)
            state = .withdraw
        } else {
            throw RRDPError(
                .element, .rfc8182("3.5.4"), line: line, "<\(name.shortened)> in <\(self.name)>")
        }
        guard let value = attributes.value(of: "uri"), let uri = RsyncURI(value.span, 0..<value.count),
            !uri.isDirectory
        else {
            throw RRDPError(
                .uri, .rfc8182(section), line: line,
                "uri \(RRDPDocument.text(attributes, "uri")), which is not an rsync URI of an object")
        }
        guard named.insert(URIDigest(uri)).inserted else {
            throw RRDPError(
                .duplicate, .rfc8182(section), line: line,
                "\(uri) is in two elements of the file")
        }
        self.uri = uri
    }

    func text(_ octets: UnsafeBufferPointer<UInt8>, _ reader: XMLReader) {
        guard state == .publish else {
            if !RRDPDocument.isBlank(octets) {
                reader.stop(
                    RRDPError(.text, .rfc8182("3.5.4"), line: reader.line, "text where only elements are allowed"))
            }
            return
        }
        do throws(Base64Decoder.Fault) {
            try decoder.decode(octets)
        } catch {
            reader.stop(refusal(error, line: reader.line))
        }
    }

    func end(_ reader: XMLReader) {
        switch state {
        case .publish:
            do throws(Base64Decoder.Fault) {
                let octets = try decoder.finish()
                if let uri { ready.append(.publish(uri: uri, octets: octets, replacing: hash)) }
            } catch {
                reader.stop(refusal(error, line: reader.line))
            }
            state = .elements
        case .withdraw:
            if let uri, let hash { ready.append(.withdraw(uri: uri, hash: hash)) }
            state = .elements
        case .elements:
            if kind == .delta, count == 0 {
                reader.stop(
                    RRDPError(.element, .rfc8182("3.5.4"), line: reader.line, "a delta without publish or withdraw"))
            }
            state = .end
        case .root, .end: break
        }
    }

    private func refusal(_ fault: Base64Decoder.Fault, line: Int) -> RRDPError {
        let object = uri.map(\.description) ?? ""
        switch fault {
        case .character(let octet):
            return RRDPError(
                .base64, .rfc8182(section), line: line, "invalid octet \(octet) in the base64 text of \(object)")
        case .incomplete:
            return RRDPError(
                .base64, .rfc8182(section), line: line, "the base64 text of \(object) is cut off")
        case .size: return .reached(.size, .objectSize, limits.objectSize, line: line)
        }
    }
}
