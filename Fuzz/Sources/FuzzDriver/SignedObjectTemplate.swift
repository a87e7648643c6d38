import Foundation
public import RPKIObjects
public import RPKITesting

/// The CMS around a signed object's content, ready to be put around another content.
///
/// A signed object carries its content's hash, so that a mutation of the content alone would never get past the check of
/// the hash. Inputs that are no CMS are therefore taken as content: the template wraps them and hashes them anew. The
/// signature is then wrong, which decoding does not look at.
public struct SignedObjectTemplate: Sendable {
    private static let signedData: [UInt8] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02]

    /// Version, digest algorithms and content type.
    private let head: [UInt8]
    private let contentType: [UInt8]
    /// The end-entity certificate and the signer, in which the hash begins at `digest`.
    private let tail: [UInt8]
    private let digest: Int

    /// The CMS that the test kit makes for `content`; `nil` when it does not have the expected shape.
    public init?(_ content: SignedContent, resources: Resources) {
        let noon = Date(timeIntervalSince1970: 1_790_000_000)
        guard let plan = try? SampleObjects(at: noon).signedObject(content, resources: resources),
            let octets = try? plan.encoded(), let object = try? SignedObject(decoding: octets),
            let fields = DERElement(octets)?.children.last?.children.first?.children, fields.count == 5,
            let type = fields[2].children.first
        else { return nil }
        head = fields[0].whole + fields[1].whole
        contentType = type.whole
        tail = fields[3].whole + fields[4].whole
        let hash = Array(ObjectHash(of: object.contentOctets).octets)
        guard let start = tail.firstRange(of: hash)?.lowerBound else { return nil }
        digest = start
    }

    /// A signed object made of `input`: the input itself when it is CMS, otherwise the template around it.
    public func signedObject(_ input: [UInt8]) -> [UInt8] {
        guard input.prefix(Self.signedData.count + 5).firstRange(of: Self.signedData) == nil else { return input }
        var end = tail
        end.replaceSubrange(digest..<digest + 32, with: ObjectHash(of: input).octets)
        let content = DERElement.encode(0xa0, DERElement.encode(0x04, input))
        let signedData = DERElement.encode(0x30, head + DERElement.encode(0x30, contentType + content) + end)
        return DERElement.encode(0x30, Self.signedData + DERElement.encode(0xa0, signedData))
    }
}
