public import Foundation
internal import RPKIObjects

/// A certificate revocation list field by field (RFC 6487 section 5, RFC 9829).
public struct CRLPlan: Sendable {
    /// An entry of revokedCertificates.
    public struct Entry: Sendable {
        public var serialNumber: DERInteger
        public var revocationDate: DERTime
        /// Forbidden by RFC 6487 section 5.
        public var extensions: [CertificateExtension] = []

        public init(_ serialNumber: DERInteger, at revocationDate: DERTime) {
            self.serialNumber = serialNumber
            self.revocationDate = revocationDate
        }
    }

    /// The number of the version less one; `nil` leaves it out, which is version 1.
    public var version: DERInteger? = 1
    /// The algorithm within what is signed.
    public var innerAlgorithm: AlgorithmPlan = .sha256WithRSAEncryption
    public var issuer: NamePlan
    public var thisUpdate: DERTime
    public var nextUpdate: DERTime?
    public var revoked: [Entry] = []
    /// True if revokedCertificates is there though nothing is revoked, which RFC 5280 section 5.1.2.6 forbids.
    public var writesEmptyRevoked = false
    /// In the order of writing; none at all leaves the field out.
    public var extensions: [CertificateExtension]
    /// The algorithm next to the signature.
    public var outerAlgorithm: AlgorithmPlan = .sha256WithRSAEncryption
    public var issuerKey: SigningKey
    public var signature: SignaturePlan = .correct
    /// Changes what is about to be signed.
    public var mutateToBeSigned: OctetChange?
    /// Changes the finished list.
    public var mutate: OctetChange?

    public init(
        issuer: NamePlan, key: SigningKey, number: DERInteger, thisUpdate: Date, nextUpdate: Date,
        revoked: [DERInteger] = []
    ) {
        self.issuer = issuer
        self.thisUpdate = .x509(thisUpdate)
        self.nextUpdate = .x509(nextUpdate)
        self.revoked = revoked.map { Entry($0, at: .x509(thisUpdate)) }
        extensions = [.authorityKeyIdentifier(key.keyIdentifier), .crlNumber(number)]
        issuerKey = key
    }

    /// The list's DER, or what the plan makes of it.
    public func encoded() throws -> [UInt8] {
        var toBeSigned = DERWriter.encode { encodeToBeSigned(into: &$0) }
        mutateToBeSigned?(&toBeSigned)
        var octets = try signature.signed(toBeSigned, outerAlgorithm, by: issuerKey)
        mutate?(&octets)
        return octets
    }

    private func encodeToBeSigned(into der: inout DERWriter) {
        der.sequence {
            version?.encode(into: &$0)
            innerAlgorithm.encode(into: &$0)
            issuer.encode(into: &$0)
            thisUpdate.encode(into: &$0)
            nextUpdate?.encode(into: &$0)
            if !revoked.isEmpty || writesEmptyRevoked {
                $0.sequence { for entry in revoked { encode(entry, into: &$0) } }
            }
            if !extensions.isEmpty {
                $0.context(0) { $0.sequence { for added in extensions { added.encode(into: &$0) } } }
            }
        }
    }

    private func encode(_ entry: Entry, into der: inout DERWriter) {
        der.sequence {
            entry.serialNumber.encode(into: &$0)
            entry.revocationDate.encode(into: &$0)
            if !entry.extensions.isEmpty {
                $0.sequence { for added in entry.extensions { added.encode(into: &$0) } }
            }
        }
    }
}
