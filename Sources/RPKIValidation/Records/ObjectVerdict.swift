package import NumberResources
package import RPKIObjects

package import struct FoundationEssentials.Date

/// The result of validating an object, as far as it does not depend on the clock. It holds as long as the object's
/// octets and what it was validated against stay the same. Whether the object is within its validity and not revoked is
/// checked again in each run.
package enum ObjectVerdict: Hashable, Sendable {
    /// The object is refused.
    case refused(ObjectError)
    /// A CA's certificate: all but the time has been verified.
    case authority
    case router(Signer, RouterKeys)
    case routeOrigins(Signer, RouteOrigins)
    case providers(Signer, Providers)
    /// A valid object that gives no payload: a Ghostbusters record, a trust anchor key, a prefix list.
    case other(Signer)
    case revocationList
    /// A file of a kind that is not registered; only its hash is checked.
    case unknown

    /// The certificate that the verdict stands on: an end entity's or a router's.
    package struct Signer: Hashable, Sendable {
        package let serialNumber: SerialNumber
        package let notBefore: Date
        package let notAfter: Date
        /// The claims that its issuer does not hold (RFC 8360), as text; empty if there are none.
        package let excess: String
        package let nameEncoding: NameEncoding

        package init(
            serialNumber: SerialNumber, notBefore: Date, notAfter: Date, excess: String = "",
            nameEncoding: NameEncoding = .standard
        ) {
            self.serialNumber = serialNumber
            self.notBefore = notBefore
            self.notAfter = notAfter
            self.excess = excess
            self.nameEncoding = nameEncoding
        }

        package init(_ certificate: Certificate, excess: ResourceSet = ResourceSet()) {
            self.init(
                serialNumber: certificate.serialNumber, notBefore: certificate.notBefore,
                notAfter: certificate.notAfter, excess: excess.isEmpty ? "" : "\(excess)".shortened,
                nameEncoding: certificate.nameEncoding)
        }
    }

    package struct RouteOrigins: Hashable, Sendable {
        package let asn: UInt32
        package let addresses: [RouteOriginAuthorization.Address]
    }

    package struct Providers: Hashable, Sendable {
        package let customer: UInt32
        package let providers: [UInt32]
    }

    package struct RouterKeys: Hashable, Sendable {
        package let asns: [UInt32]
        package let subjectKeyIdentifier: KeyIdentifier
        package let subjectPublicKeyInfo: [UInt8]
    }
}
