internal import RPKIObjects

internal import struct FoundationEssentials.Date

/// The combined claims of the certificates from a trust anchor down to a CA.
struct Chain: Hashable, Sendable {
    /// The keys on it, the trust anchor's first.
    var keys: [KeyIdentifier]
    /// The latest notBefore.
    var notBefore: Date
    /// The earliest notAfter.
    var notAfter: Date
    /// The earliest nextUpdate of the manifests and CRLs above, and notAfter of the manifests' certificates; `nil` for a trust anchor's own certificate.
    var nextUpdate: Date?

    init(trustAnchor certificate: Certificate) {
        keys = [certificate.subjectKeyIdentifier]
        notBefore = certificate.notBefore
        notAfter = certificate.notAfter
    }

    /// Until when what hangs on it can be trusted.
    var expires: Date {
        nextUpdate.map { min($0, notAfter) } ?? notAfter
    }

    /// The keys below the trust anchor's as text, for ``PublicationLocation/path``.
    var path: [String] {
        keys.dropFirst().prefix(PublicationLocation.longestPath).map(\.description)
    }

    func extended(by certificate: Certificate) -> Chain {
        var chain = self
        chain.keys.append(certificate.subjectKeyIdentifier)
        chain.notBefore = max(notBefore, certificate.notBefore)
        chain.notAfter = min(notAfter, certificate.notAfter)
        return chain
    }

    func extended(byUpdate date: Date) -> Chain {
        var chain = self
        chain.nextUpdate = nextUpdate.map { min($0, date) } ?? date
        return chain
    }
}
