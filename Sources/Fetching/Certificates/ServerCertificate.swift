internal import FoundationEssentials
internal import NIOSSL
internal import NumberResources
internal import TextFormats

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A certificate that a server presents, as far as messages and names need it.
struct ServerCertificate {
    let certificate: NIOSSLCertificate

    private enum Name {
        case host(String)
        case address([UInt8])
    }

    private var alternativeNames: [Name]? {
        let all = certificate._subjectAlternativeNames()
        let names: [Name] = all.compactMap { name in
            let octets = name.contents.withUnsafeBufferPointer { Array($0) }
            switch name.nameType {
            case .dnsName: return .host(String(decoding: octets, as: UTF8.self))
            case .ipAddress: return .address(octets)
            default: return nil
            }
        }
        return all.isEmpty ? nil : names
    }

    /// The hosts that it names, for a message.
    var names: [String] {
        (alternativeNames ?? []).map { name in
            switch name {
            case .host(let host): host.printable
            case .address(let octets): ServerCertificate.address(octets).map { "\($0)" } ?? "an address"
            }
        }
    }

    /// True if it names `host` (RFC 9525 section 6.3): a name for a name, an address for an address.
    ///
    /// A certificate without alternative names is taken to: that its common name is the host has been checked by then.
    func names(_ host: HostSpelling) -> Bool {
        guard let names = alternativeNames else {
            if case .name = host { return true }
            return false
        }
        return names.contains { name in
            switch (name, host) {
            case (.host(let pattern), .name(let host)): ServerCertificate.matches(pattern, host)
            case (.address(let octets), .address(let address)): octets == address.octets
            default: false
            }
        }
    }

    /// A wildcard matches the whole first label.
    static func matches(_ pattern: String, _ host: String) -> Bool {
        var pattern = pattern.lowercased()
        if pattern.hasSuffix(".") { pattern.removeLast() }
        guard pattern.hasPrefix("*.") else { return !pattern.isEmpty && pattern == host }
        guard let dot = host.firstIndex(of: "."), dot > host.startIndex else { return false }
        return pattern.dropFirst(1) == host[dot...]
    }

    private static func address(_ octets: [UInt8]) -> IPAddress? {
        switch octets.count {
        case 4: IPAddress(ipv4: octets.reduce(0) { $0 << 8 | UInt32($1) })
        case 16: IPAddress(ipv6: octets.reduce(0) { $0 << 8 | UInt128($1) })
        default: nil
        }
    }

    /// The fault of a chain that was not accepted, at the time `now` in seconds since 1970.
    static func fault(of chain: [NIOSSLCertificate], host: HostSpelling, at now: Int) -> TLSFault {
        guard let leaf = chain.first else { return .untrusted }
        for certificate in chain {
            if certificate.notValidAfter < now { return .expired(String(text(certificate.notValidAfter).prefix(10))) }
            if certificate.notValidBefore > now { return .notYetValid(text(certificate.notValidBefore)) }
        }
        if let names = CertificateNames(leaf), names.issuer == names.subject { return .selfSigned }
        return .unknownIssuer
    }

    private static func text(_ time: time_t) -> String {
        RFC3339(Date(timeIntervalSince1970: TimeInterval(time))).description
    }
}

/// The names in a certificate, as octets (RFC 5280 section 4.1).
struct CertificateNames {
    let issuer: [UInt8]
    let subject: [UInt8]

    init?(_ certificate: NIOSSLCertificate) {
        guard let octets = try? certificate.toDERBytes() else { return nil }
        self.init(octets)
    }

    init?(_ octets: [UInt8]) {
        var outer = octets[...]
        guard let certificate = CertificateNames.next(&outer) else { return nil }
        var body = certificate.content
        guard let signed = CertificateNames.next(&body) else { return nil }
        var fields = signed.content
        if fields.first == 0xa0 { _ = CertificateNames.next(&fields) }
        // serialNumber, signature, issuer, validity, subject.
        guard CertificateNames.next(&fields) != nil, CertificateNames.next(&fields) != nil,
            let issuer = CertificateNames.next(&fields), CertificateNames.next(&fields) != nil,
            let subject = CertificateNames.next(&fields)
        else { return nil }
        self.issuer = Array(issuer.content)
        self.subject = Array(subject.content)
    }

    /// The next element, of at most 16 MB, which is taken off `octets`.
    private static func next(_ octets: inout ArraySlice<UInt8>) -> (tag: UInt8, content: ArraySlice<UInt8>)? {
        guard let tag = octets.popFirst(), let first = octets.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            guard (1...3).contains(first & 0x7f), octets.count >= Int(first & 0x7f) else { return nil }
            length = octets.prefix(Int(first & 0x7f)).reduce(0) { $0 << 8 | Int($1) }
            octets = octets.dropFirst(Int(first & 0x7f))
        }
        guard length <= octets.count else { return nil }
        defer { octets = octets.dropFirst(length) }
        return (tag, octets.prefix(length))
    }
}
