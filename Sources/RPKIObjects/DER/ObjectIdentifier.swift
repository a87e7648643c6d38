/// An OBJECT IDENTIFIER as its content octets.
///
/// The identifiers of the RPKI have at most 11 octets; up to 15 are kept in place, without allocation. A longer one is
/// never one of ours: it keeps its first octets and its length, which is enough to tell it apart and to print it.
package struct ObjectIdentifier: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    package init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        (high, low) = bytes.extracting(range).withUnsafeBytes { octets in
            let count = octets.count
            let length = UInt64(truncatingIfNeeded: Swift.min(count, 255))
            if count >= 8 {
                let high = UInt64(bigEndian: octets.loadUnaligned(as: UInt64.self))
                var low: UInt64 = 0
                let last = Swift.min(count, 15)
                for index in 8..<last { low = low &<< 8 | UInt64(octets[index]) }
                return (high, low << UInt64(8 * (16 - last)) | length)
            }
            var high: UInt64 = 0
            for octet in octets { high = high &<< 8 | UInt64(octet) }
            return (high << UInt64(8 * (8 - count)), length)
        }
    }

    /// The number of octets, and the first eight of them as one number.
    var short: (count: UInt64, octets: UInt64) {
        let count = low & 0xff
        return (count, count <= 8 ? high >> (8 * (8 - count)) : high)
    }

    /// The identifier with these arcs, such as `[1, 2, 840, 113549]`.
    package init(_ arcs: [UInt64]) {
        var octets: [UInt8] = []
        for arc in [arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2) {
            var group = [UInt8(arc & 0x7f)]
            var rest = arc >> 7
            while rest > 0 {
                group.append(UInt8(rest & 0x7f) | 0x80)
                rest >>= 7
            }
            octets += group.reversed()
        }
        self.init(octets.span, 0..<octets.count)
    }

    package var octets: [UInt8] {
        let bits = UInt128(high) << 64 | UInt128(low)
        let count = Swift.min(Int(low & 0xff), 15)
        return (0..<count).map { UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * $0)) }
    }
}

extension ObjectIdentifier: CustomStringConvertible {
    package var description: String {
        var arcs: [UInt64] = []
        var arc: UInt64 = 0
        for octet in octets {
            arc = arc << 7 | UInt64(octet & 0x7f)
            if octet & 0x80 == 0 {
                if arcs.isEmpty {
                    let first = Swift.min(arc / 40, 2)
                    arcs = [first, arc - first * 40]
                } else {
                    arcs.append(arc)
                }
                arc = 0
            }
        }
        return arcs.map(String.init).joined(separator: ".") + (low & 0xff > 15 ? "…" : "")
    }
}

extension ObjectIdentifier {
    private static func pkix(_ arcs: UInt64...) -> ObjectIdentifier {
        ObjectIdentifier([1, 3, 6, 1, 5, 5, 7] + arcs)
    }

    private static func smime(_ arcs: UInt64...) -> ObjectIdentifier {
        ObjectIdentifier([1, 2, 840, 113_549, 1, 9] + arcs)
    }

    private static func certificateExtension(_ arc: UInt64) -> ObjectIdentifier {
        ObjectIdentifier([2, 5, 29, arc])
    }

    // Names
    package static let commonName = ObjectIdentifier([2, 5, 4, 3])
    package static let serialNumber = ObjectIdentifier([2, 5, 4, 5])

    // Algorithms
    package static let rsaEncryption = ObjectIdentifier([1, 2, 840, 113_549, 1, 1, 1])
    package static let sha256WithRSAEncryption = ObjectIdentifier([1, 2, 840, 113_549, 1, 1, 11])
    package static let sha256 = ObjectIdentifier([2, 16, 840, 1, 101, 3, 4, 2, 1])
    package static let ecPublicKey = ObjectIdentifier([1, 2, 840, 10045, 2, 1])
    package static let prime256v1 = ObjectIdentifier([1, 2, 840, 10045, 3, 1, 7])
    package static let ecdsaWithSHA256 = ObjectIdentifier([1, 2, 840, 10045, 4, 3, 2])

    // Extensions
    package static let subjectKeyIdentifier = certificateExtension(14)
    package static let keyUsage = certificateExtension(15)
    package static let basicConstraints = certificateExtension(19)
    package static let crlNumber = certificateExtension(20)
    package static let crlDistributionPoints = certificateExtension(31)
    package static let certificatePolicies = certificateExtension(32)
    package static let authorityKeyIdentifier = certificateExtension(35)
    package static let extendedKeyUsage = certificateExtension(37)
    package static let authorityInformationAccess = pkix(1, 1)
    package static let ipAddressBlocks = pkix(1, 7)
    package static let asIdentifiers = pkix(1, 8)
    package static let subjectInformationAccess = pkix(1, 11)
    package static let ipAddressBlocksV2 = pkix(1, 28)
    package static let asIdentifiersV2 = pkix(1, 29)

    // Policies and their qualifiers
    package static let policyCPS = pkix(2, 1)
    package static let resourcePolicy = pkix(14, 2)
    package static let resourcePolicyV2 = pkix(14, 3)

    // Access methods and purposes
    package static let bgpsecRouter = pkix(3, 30)
    package static let caIssuers = pkix(48, 2)
    package static let caRepository = pkix(48, 5)
    package static let rpkiManifest = pkix(48, 10)
    package static let signedObject = pkix(48, 11)
    package static let rpkiNotify = pkix(48, 13)

    // CMS
    package static let signedData = ObjectIdentifier([1, 2, 840, 113_549, 1, 7, 2])
    package static let contentTypeAttribute = smime(3)
    package static let messageDigestAttribute = smime(4)
    package static let signingTimeAttribute = smime(5)
    package static let binarySigningTimeAttribute = smime(16, 2, 46)

    // Contents
    package static let routeOriginAuthorization = smime(16, 1, 24)
    package static let manifest = smime(16, 1, 26)
    package static let ghostbusters = smime(16, 1, 35)
    package static let signedChecklist = smime(16, 1, 48)
    package static let providerAuthorization = smime(16, 1, 49)
    package static let trustAnchorKey = smime(16, 1, 50)
    package static let signedPrefixList = smime(16, 1, 51)
    package static let canonicalCacheRepresentation = smime(16, 1, 54)
}
