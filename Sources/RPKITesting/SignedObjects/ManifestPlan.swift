internal import Crypto
public import Foundation
internal import RPKIObjects

/// The content of a manifest field by field (RFC 9286 section 4.2).
public struct ManifestPlan: Hashable, Sendable {
    /// A FileAndHash.
    public struct File: Hashable, Sendable {
        public var name: String
        /// The identifier octet of the name: 0x16 is IA5String.
        public var nameTag: UInt8 = 0x16
        public var hash: BitString

        public init(_ name: String, hash: [UInt8]) {
            self.name = name
            self.hash = BitString(hash)
        }

        /// The entry of a file with these octets.
        public init(_ name: String, contents: [UInt8]) {
            self.init(name, hash: Array(SHA256.hash(data: contents)))
        }
    }

    /// `nil` leaves it out, which is version 0.
    public var version: DERInteger?
    public var manifestNumber: DERInteger
    public var thisUpdate: DERTime
    public var nextUpdate: DERTime
    /// The dotted object identifier.
    public var fileHashAlgorithm = OID.sha256
    public var files: [File]

    public init(number: DERInteger, thisUpdate: Date, nextUpdate: Date, files: [File]) {
        manifestNumber = number
        self.thisUpdate = .generalized(thisUpdate)
        self.nextUpdate = .generalized(nextUpdate)
        self.files = files
    }

    /// The first entry of this name. Setting it replaces that one, or appends; `nil` removes it.
    public subscript(name: String) -> File? {
        get { files.first { $0.name == name } }
        set {
            let position = files.firstIndex { $0.name == name } ?? files.endIndex
            files.replaceSubrange(
                position..<min(position + 1, files.endIndex), with: newValue.map { [$0] } ?? [])
        }
    }

    func encoded() -> [UInt8] {
        DERWriter.encode {
            $0.sequence {
                if let version { $0.context(0) { version.encode(into: &$0) } }
                manifestNumber.encode(into: &$0)
                thisUpdate.encode(into: &$0)
                nextUpdate.encode(into: &$0)
                $0.objectIdentifier(fileHashAlgorithm)
                $0.sequence {
                    for file in files {
                        $0.sequence {
                            $0.primitive(tag: file.nameTag, file.name.utf8)
                            file.hash.encode(into: &$0)
                        }
                    }
                }
            }
        }
    }
}
