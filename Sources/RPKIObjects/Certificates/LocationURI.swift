internal import NumberResources

/// The URI of a location in a certificate: of an access description (RFC 5280 section 4.2.2) or a distribution point.
enum LocationURI {
    case rsync
    case https
    /// Well-formed, and of a scheme that validation does not use.
    case other

    /// The reason why a location is not one well-formed URI.
    struct Fault: Error {
        let detail: String
    }

    /// Octets of a URI.
    static let sizeLimit = 2048

    /// Reads the location in `value`, a GeneralName.
    ///
    /// - Throws: what is wrong, unless it is one well-formed URI (RFC 3986); one by rsync must name a file or folder of
    ///   a module (RFC 5781 section 2), and one by https something that can be fetched.
    init(_ value: DERValue, _ bytes: Span<UInt8>) throws(Fault) {
        guard value.tag == .primitive(6) else {
            throw Fault(detail: "a location that is not a URI: \(value.tag)")
        }
        let range = value.content
        if bytes.isPlainURI(range) {
            // Nearly all of them: nothing but a name and a path, in letters, digits and a few others.
            if bytes.rsyncHost(range) != nil {
                self = .rsync
                return
            }
            if bytes.isURI(range, scheme: "https://"), bytes[range.lowerBound + 8] != 0x2f {
                self = .https
                return
            }
        }
        try bytes.checkURI(range)
        let colon = try bytes.endOfScheme(range)
        let scheme = range.lowerBound..<colon
        let rest = colon + 1..<range.upperBound
        if bytes.isScheme(scheme, "rsync") {
            try bytes.checkAuthority(rest)
            guard bytes.rsyncHost(range) != nil else {
                throw Fault(
                    detail: "an rsync URI that names no file or folder of a module, or has dot or empty segments")
            }
            for index in range where bytes[index] == 0x3f || bytes[index] == 0x23 {
                throw Fault(detail: "an rsync URI with a query or a fragment")
            }
            self = .rsync
        } else if bytes.isScheme(scheme, "https") {
            try bytes.checkAuthority(rest)
            for index in range where bytes[index] == 0x23 { throw Fault(detail: "an https URI with a fragment") }
            self = .https
        } else {
            guard !rest.isEmpty else { throw Fault(detail: "a URI with only a scheme") }
            if bytes.startsWithSlashes(rest), !bytes.isScheme(scheme, "file") { try bytes.checkHost(rest) }
            self = .other
        }
    }
}

extension DERValue {
    /// Which kind of URI the location is; one that is not well-formed is refused with `code` and `rule`.
    func location(
        _ bytes: Span<UInt8>, _ code: ObjectError.Code, _ rule: Rule, _ name: StaticString
    ) throws(ObjectError) -> LocationURI {
        do throws(LocationURI.Fault) {
            return try LocationURI(self, bytes)
        } catch {
            throw ObjectError(code, rule, at: start, "\(name): \(error.detail)")
        }
    }
}

extension Span<UInt8> {
    /// True if nothing after the colon of the scheme needs a closer check: no port, escape, query, and so
    /// on.
    fileprivate func isPlainURI(_ range: Range<Int>) -> Bool {
        guard range.count > 8, range.count <= LocationURI.sizeLimit else { return false }
        return extracting(range).withUnsafeBufferPointer { octets in
            // Without a branch per octet, the compiler can vectorize this loop.
            var unfit: UInt8 = 0
            for index in 8..<octets.count {
                let octet = octets[index]
                let isLetter = (octet | 0x20) &- 0x61 < 26
                // Digits follow - . / without a gap.
                let isOther = octet &- 0x2d < 13 || octet == 0x5f
                unfit |= isLetter || isOther ? 0 : 1
            }
            return unfit == 0
        }
    }

    /// Fails unless the octets are those of a URI: of the alphabet of RFC 3986 section 2, of a length in bounds.
    fileprivate func checkURI(_ range: Range<Int>) throws(LocationURI.Fault) {
        guard !range.isEmpty else { throw LocationURI.Fault(detail: "an empty URI") }
        guard range.count <= LocationURI.sizeLimit else {
            throw LocationURI.Fault(detail: "a URI of \(range.count) octets; \(LocationURI.sizeLimit) are allowed")
        }
        var isFragment = false
        var slashes = 0
        for index in range {
            let octet = self[index]
            guard octet < 0x80 else {
                throw LocationURI.Fault(detail: "a URI with octet 0x\(String(octet, radix: 16)), which is not IA5")
            }
            // Brackets are those of a host, which comes behind two slashes; a fragment has no second # in it.
            let isBracket = octet == 0x5b || octet == 0x5d
            guard octet.isOfURIs, octet != 0x23 || !isFragment, !isBracket || slashes == 2 else {
                throw LocationURI.Fault(
                    detail: "a URI with octet 0x\(String(octet, radix: 16)), which is not allowed there")
            }
            if octet == 0x23 { isFragment = true }
            if octet == 0x2f { slashes += 1 }
            guard octet != 0x25 || isEscape(index, range.upperBound) else {
                throw LocationURI.Fault(detail: "a URI with % that is not followed by two hexadecimal digits")
            }
        }
    }

    private func isEscape(_ index: Int, _ end: Int) -> Bool {
        index + 2 < end && self[index + 1].isHexadecimalDigit && self[index + 2].isHexadecimalDigit
    }

    /// The place of the colon after the scheme (RFC 3986 section 3.1).
    fileprivate func endOfScheme(_ range: Range<Int>) throws(LocationURI.Fault) -> Int {
        for index in range {
            let octet = self[index]
            if octet == 0x3a, index > range.lowerBound { return index }
            let isLetter = (octet | 0x20) &- 0x61 < 26
            let isOther = octet &- 0x30 < 10 || octet == 0x2b || octet == 0x2d || octet == 0x2e
            guard isLetter || isOther && index > range.lowerBound else { break }
        }
        throw LocationURI.Fault(detail: "a URI without a scheme")
    }

    fileprivate func isScheme(_ range: Range<Int>, _ scheme: StaticString) -> Bool {
        guard range.count == scheme.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where self[range.lowerBound + index] | 0x20 != scheme.utf8Start[index] {
            return false
        }
        return true
    }

    fileprivate func startsWithSlashes(_ rest: Range<Int>) -> Bool {
        rest.count >= 2 && self[rest.lowerBound] == 0x2f && self[rest.lowerBound + 1] == 0x2f
    }

    /// Fails unless `//HOST` or `//HOST:PORT` comes next, without user information.
    fileprivate func checkAuthority(_ rest: Range<Int>) throws(LocationURI.Fault) {
        guard startsWithSlashes(rest) else { throw LocationURI.Fault(detail: "a URI without a host") }
        let (host, port) = try checkHost(rest)
        guard host.lowerBound == rest.lowerBound + 2 else {
            throw LocationURI.Fault(detail: "a URI with user information")
        }
        if self[host.lowerBound] == 0x5b {
            let address = String(ascii: self, host.lowerBound + 1..<host.upperBound - 1)
            guard let address = IPAddress(address), address.family == .ipv6 else {
                throw LocationURI.Fault(detail: "a URI with a host in brackets that is not an IPv6 address")
            }
        } else {
            for index in host where !self[index].isOfHostNames {
                throw LocationURI.Fault(detail: "a URI with a host that is neither a name nor an address")
            }
        }
        guard !port.isEmpty else { return }
        var number = 0
        for index in port { number = Swift.min(number * 10 + Int(self[index] & 0x0f), 65_536) }
        guard 1...65_535 ~= number else {
            throw LocationURI.Fault(detail: "a URI with a port that is not from 1 to 65535")
        }
    }

    /// The places of host and port in the text after `//`: up to the path, after user information.
    @discardableResult
    fileprivate func checkHost(_ rest: Range<Int>) throws(LocationURI.Fault) -> (host: Range<Int>, port: Range<Int>) {
        var start = rest.lowerBound + 2
        var end = start
        while end < rest.upperBound, self[end] != 0x2f, self[end] != 0x3f, self[end] != 0x23 {
            if self[end] == 0x40 { start = end + 1 }
            end += 1
        }
        // Colons within brackets are those of an IPv6 address.
        var hostEnd = start
        var isBracketed = start < end && self[start] == 0x5b
        while hostEnd < end, isBracketed || self[hostEnd] != 0x3a {
            if self[hostEnd] == 0x5d { isBracketed = false }
            hostEnd += 1
        }
        guard start < hostEnd else { throw LocationURI.Fault(detail: "a URI without a host") }
        guard !isBracketed, (self[start] == 0x5b) == (self[hostEnd - 1] == 0x5d) else {
            throw LocationURI.Fault(detail: "a URI with a host that is neither a name nor an address")
        }
        let port = Swift.min(hostEnd + 1, end)..<end
        for index in port where self[index] &- 0x30 >= 10 {
            throw LocationURI.Fault(detail: "a URI with a port that is not a number")
        }
        return (start..<hostEnd, port)
    }
}

extension UInt8 {
    /// True if the octet may occur in a URI (RFC 3986 section 2): a letter, a digit, or one of -._~:/?#[]@!$&'()*+,;=%
    fileprivate var isOfURIs: Bool {
        switch self {
        case 0x22, 0x3c, 0x3e, 0x5c, 0x5e, 0x60: false
        case 0x21...0x7a, 0x7e: true
        default: false
        }
    }

    fileprivate var isHexadecimalDigit: Bool { self &- 0x30 < 10 || (self | 0x20) &- 0x61 < 6 }

    fileprivate var isOfHostNames: Bool {
        self &- 0x30 < 10 || (self | 0x20) &- 0x61 < 26 || self == 0x2d || self == 0x2e || self == 0x5f
    }
}
