internal import FoundationEssentials
internal import TextFormats

/// A trust anchor locator (RFC 8630): where a trust anchor's certificate is, and the key that it must have.
public struct TrustAnchorLocator: Hashable, Sendable {
    /// The file's name without ".tal": what payloads call the trust anchor.
    public let name: String
    /// Comment lines, without their "#".
    public let comments: [String]
    /// rsync and https URIs of the one certificate, in the file's order.
    public let uris: [String]
    /// SubjectPublicKeyInfo, DER.
    public let subjectPublicKeyInfo: [UInt8]

    public init(name: String, comments: [String] = [], uris: [String], subjectPublicKeyInfo: [UInt8]) {
        self.name = name
        self.comments = comments
        self.uris = uris
        self.subjectPublicKeyInfo = subjectPublicKeyInfo
    }

    /// The locator in the text of a file, or as it was pasted from a page: spaces around lines, empty lines between
    /// URIs, a missing one before the key, and the lines around a key in PEM do not matter.
    ///
    /// - Parameter name: what payloads shall call the trust anchor.
    /// - Throws: ``ObjectError`` with code ``ObjectError/Code/locator``, or the fault of the key.
    public init(decoding bytes: [UInt8], name: String) throws(ObjectError) {
        guard bytes.count <= 65_536 else {
            throw ObjectError(.size, .rfc8630("2.2"), at: 0, "\(bytes.count) octets, more than 65,536")
        }
        var lines = TrustAnchorLines(bytes)
        var comments: [String] = []
        var uris: [String] = []
        var base64 = ""
        var keyOffset = bytes.count
        while let line = try lines.next() {
            let text = line.text
            if text.isEmpty || text.hasPrefix("-----") { continue }
            if text.utf8.first == 0x23 {
                comments.append(String(decoding: text.utf8.dropFirst(), as: UTF8.self))
            } else if TrustAnchorLocator.isLocation(text) {
                guard base64.isEmpty else {
                    throw ObjectError(
                        .locator, .rfc8630("2.2"), at: line.offset, "a URI after the key; URIs must precede the key"
                    )
                }
                uris.append(text)
            } else {
                guard !uris.isEmpty, text.utf8.allSatisfy(\.isBase64) else {
                    throw ObjectError(
                        .locator, .rfc8630("2.2"), at: line.offset,
                        "neither an rsync or https URI of a certificate nor a line of the key in base64: '\(String(text.prefix(60)).printable)'"
                    )
                }
                if base64.isEmpty { keyOffset = line.offset }
                base64 += text
            }
        }
        guard !uris.isEmpty else { throw ObjectError(.locator, .rfc8630("2.2"), at: 0, "no URI") }
        guard !base64.isEmpty else {
            throw ObjectError(.locator, .rfc8630("2.2"), at: keyOffset, "no key after the URIs; the file is incomplete")
        }
        guard let key = Base64.standard.octets(base64.utf8.span) else {
            throw ObjectError(.locator, .rfc8630("2.2"), at: keyOffset, "the key is not base64")
        }
        do throws(ObjectError) {
            var reader = DERReader(0..<key.count)
            try SubjectPublicKey(&reader, key.span).checkIsRSA()
            try reader.finish("the key")
        } catch {
            // The place is one in the key, which base64 hides.
            throw ObjectError(error.code, error.rule, at: keyOffset, error.detail)
        }
        self.init(name: name, comments: comments, uris: uris, subjectPublicKeyInfo: key)
    }

    /// True if `text` is the URI of one object: rsync, or https with a host and a path without dot segments.
    private static func isLocation(_ text: String) -> Bool {
        if let uri = RsyncURI(text) { return !uri.isDirectory }
        guard text.lowercased().hasPrefix("https://") else { return false }
        return RsyncURI("rsync://" + text.dropFirst(8)).map { !$0.isDirectory } ?? false
    }
}

extension TrustAnchorLocator {
    /// The rsync URIs, in order.
    public var rsyncURIs: [RsyncURI] { uris.compactMap(RsyncURI.init) }

    /// HOST/PATH for each URI, in order: where a local copy has the certificate.
    public var relativePaths: [String] {
        uris.compactMap(TrustAnchorLocator.relativePath)
    }

    /// HOST/PATH for an rsync or https URI.
    package static func relativePath(of uri: String) -> String? {
        RsyncURI(uri)?.relativePath
            ?? (uri.lowercased().hasPrefix("https://")
                ? RsyncURI("rsync://" + uri.dropFirst(8))?.relativePath : nil)
    }

    /// Fails unless `certificate` has the locator's key (RFC 8630 section 3).
    public func checkKey(of certificate: Certificate) throws(ObjectError) {
        guard certificate.subjectPublicKeyInfo == subjectPublicKeyInfo else {
            throw ObjectError(
                .trustAnchorMismatch, .rfc8630("3"), at: certificate.key.whole.lowerBound,
                "the certificate's key is not the locator's")
        }
    }
}

/// The lines of a locator, ended by LF or CRLF.
private struct TrustAnchorLines {
    let bytes: [UInt8]
    var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() throws(ObjectError) -> (text: String, offset: Int)? {
        guard offset < bytes.count else { return nil }
        let start = offset
        let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
        offset = end + 1
        var line = bytes[start..<end]
        // The mark of the octets' order, which some editors write.
        if start == 0, line.starts(with: [0xef, 0xbb, 0xbf]) { line = line.dropFirst(3) }
        line = line.drop { $0.isBlank }
        while line.last?.isBlank ?? false { line.removeLast() }
        guard let text = String(validating: line, as: UTF8.self) else {
            throw ObjectError(.locator, .rfc8630("2.2"), at: start, "the line is not UTF-8")
        }
        return (text, start)
    }
}

extension UInt8 {
    /// A space, a tab or a carriage return.
    fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0d }

    /// A character of base64 (RFC 4648 section 4).
    fileprivate var isBase64: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2b, 0x2f, 0x3d: true
        default: false
        }
    }
}
