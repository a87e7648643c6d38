public import Foundation
public import NumberResources

/// Changes a certificate that is right so far.
public typealias CertificateEdit = @Sendable (inout CertificatePlan) -> Void

/// Changes a signed object that is right so far.
public typealias SignedObjectEdit = @Sendable (inout SignedObjectPlan) -> Void

/// Changes a CRL that is right so far.
public typealias CRLEdit = @Sendable (inout CRLPlan) -> Void

/// A file of a publication point, but for the CRL and the manifest.
public struct PublishedObject: Sendable {
    /// The kind of file.
    public enum Kind: Sendable {
        /// The certificate of an authority of the plan.
        case authority(AuthorityID)
        case router([ASN], RouterSigningKey)
        /// A signed object whose end-entity certificate holds these resources.
        case signed(SignedContent, Resources)
        case octets([UInt8])
    }

    /// The file's name within the publication point.
    public var name: String
    public var kind: Kind
    public var serialNumber: DERInteger
    public var validity: ClosedRange<Date>
    /// True if the manifest names it.
    public var isListed = true
    /// True if it lies in the publication point.
    public var isPublished = true
    /// True if the expected payloads do without it. Edited objects are refused unless this is set back.
    public var isRefused = false
    /// Changes the file after the manifest was made.
    public var tamper: OctetChange?

    /// Applied in their order.
    var signedObjectEdits: [SignedObjectEdit] = []
    var certificateEdits: [CertificateEdit] = []

    init(name: String, kind: Kind, serialNumber: DERInteger, validity: ClosedRange<Date>) {
        self.name = name
        self.kind = kind
        self.serialNumber = serialNumber
        self.validity = validity
    }
}
