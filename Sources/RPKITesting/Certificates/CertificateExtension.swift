internal import RPKIObjects

/// An extension of a certificate, a CRL or a revoked entry: anything can be put into it.
public struct CertificateExtension: Hashable, Sendable {
    /// The dotted object identifier.
    public var identifier: String
    public var critical: Bool
    /// True if `critical` is written out where it is false, which DER forbids.
    public var writesDefaultCritical = false
    /// The DER in the OCTET STRING.
    public var value: [UInt8]

    public init(_ identifier: String, critical: Bool = false, value: [UInt8]) {
        self.identifier = identifier
        self.critical = critical
        self.value = value
    }

    init(_ identifier: String, critical: Bool = false, _ body: (inout DERWriter) -> Void) {
        self.init(identifier, critical: critical, value: DERWriter.encode(body))
    }

    func encode(into der: inout DERWriter) {
        der.sequence {
            $0.objectIdentifier(identifier)
            if critical || writesDefaultCritical { $0.boolean(critical) }
            $0.octetString(value)
        }
    }
}

extension Array where Element == CertificateExtension {
    /// The first extension of this dotted identifier. Setting it replaces that one, or appends; `nil` removes it.
    public subscript(identifier: String) -> CertificateExtension? {
        get { first { $0.identifier == identifier } }
        set {
            let position = firstIndex { $0.identifier == identifier }
            switch (position, newValue) {
            case (let position?, let added?): self[position] = added
            case (let position?, nil): remove(at: position)
            case (nil, let added?): append(added)
            case (nil, nil): break
            }
        }
    }
}
