internal import RPKIObjects

/// The parts that all three kinds of RRDP files share, with the grammar of RFC 8182 section 3.5.4 by hand.
enum RRDPDocument {
    static let namespace: StaticString = "http://www.ripe.net/rpki/rrdp"

    /// Fails unless the element is RRDP's, has each attribute of `required`, and none that is in neither list.
    static func check(
        _ name: XMLName, _ attributes: XMLAttributes, required: [StaticString], optional: StaticString? = nil,
        limits: RRDPLimits, line: Int
    ) throws(RRDPError) {
        guard name.isIn(namespace: namespace) else {
            throw RRDPError(
                .namespace, .rfc8182("3.5.4"), line: line,
                "<\(name.shortened)> is in namespace \(name.namespace.map(XMLName.shortened) ?? "none")")
        }
        guard attributes.count <= limits.attributes else {
            throw .reached(.count, .attributes, limits.attributes, line: line)
        }
        var found = 0
        for index in 0..<attributes.count {
            guard attributes.value(index).count <= limits.attributeSize else {
                throw .reached(.size, .attributeSize, limits.attributeSize, line: line)
            }
            guard let attribute = attributes.name(index) else {
                throw RRDPError(
                    .attribute, .rfc8182("3.5.4"), line: line, "<\(name.shortened)> has an attribute in a namespace")
            }
            if required.contains(where: { XMLName.equal(attribute, $0) }) {
                found += 1
            } else if !(optional.map { XMLName.equal(attribute, $0) } ?? false) {
                throw RRDPError(
                    .attribute, .rfc8182("3.5.4"), line: line,
                    "<\(name.shortened)> has an attribute \(XMLName.shortened(attribute))")
            }
        }
        guard found == required.count else {
            let missing = required.first { attributes.value(of: $0) == nil }.map { "\($0)" } ?? ""
            throw RRDPError(
                .attribute, .rfc8182("3.5.4"), line: line, "<\(name.shortened)> has no attribute \(missing)")
        }
    }

    static let rootAttributes: [StaticString] = ["version", "session_id", "serial"]

    /// The session and the serial of a file's first element. `section` is the one that rules the file.
    static func root(
        _ attributes: XMLAttributes, section: String, line: Int
    ) throws(RRDPError) -> (RRDPSession, RRDPSerial) {
        guard let version = attributes.value(of: "version"), version.count == 1, version[0] == 0x31 else {
            throw RRDPError(
                .version, .rfc8182(section), line: line, "version \(text(attributes, "version")), which is not 1")
        }
        guard let session = attributes.value(of: "session_id").flatMap({ RRDPSession(octets: $0) }) else {
            throw RRDPError(
                .session, .rfc8182(section), line: line,
                "session_id \(text(attributes, "session_id")), which is not a UUID")
        }
        return (session, try serial(attributes, section: section, line: line))
    }

    static func serial(_ attributes: XMLAttributes, section: String, line: Int) throws(RRDPError) -> RRDPSerial {
        guard let serial = attributes.value(of: "serial").flatMap({ RRDPSerial(digits: $0) }) else {
            throw RRDPError(
                .serial, .rfc8182(section), line: line,
                "serial \(text(attributes, "serial")), which is not a positive number of at most "
                    + "\(RRDPLimits.serialDigits) digits")
        }
        return serial
    }

    /// The SHA-256 hash in hexadecimal digits.
    static func hash(_ attributes: XMLAttributes, section: String, line: Int) throws(RRDPError) -> ObjectHash {
        guard let hash = attributes.value(of: "hash").flatMap({ ObjectHash(hexadecimal: $0) }) else {
            throw RRDPError(
                .hash, .rfc8182(section), line: line, "hash \(text(attributes, "hash")), which is not a SHA-256 hash")
        }
        return hash
    }

    /// An attribute's value, for messages.
    static func text(_ attributes: XMLAttributes, _ name: StaticString) -> String {
        guard let value = attributes.value(of: name) else { return "(none)" }
        return "\"" + String(decoding: UnsafeBufferPointer(rebasing: value.prefix(100)), as: UTF8.self) + "\""
    }

    /// True if there is nothing but white space.
    static func isBlank(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        octets.allSatisfy { $0 == 0x20 || $0 == 0x0a || $0 == 0x09 || $0 == 0x0d }
    }
}

extension ObjectHash {
    /// The hash that 64 hexadecimal digits of either case write.
    init?(hexadecimal digits: UnsafeBufferPointer<UInt8>) {
        guard digits.count == 64 else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(32)
        var high: UInt8 = 0
        for (index, digit) in digits.enumerated() {
            let value: UInt8
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x41...0x46, 0x61...0x66: value = (digit | 0x20) - 0x57
            default: return nil
            }
            if index & 1 == 0 { high = value << 4 } else { octets.append(high | value) }
        }
        self.init(octets: octets)
    }
}
