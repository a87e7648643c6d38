internal import RPKIObjects

/// A Name: relative distinguished names, each a set of attributes (RFC 5280 section 4.1.2.4).
///
/// A literal is what RFC 6487 section 4.4 asks for: one CommonName as PrintableString.
public struct NamePlan: Hashable, Sendable, ExpressibleByStringLiteral {
    public struct Attribute: Hashable, Sendable {
        /// The dotted object identifier.
        public var type: String
        /// The identifier octet of the string: 0x13 PrintableString, 0x0c UTF8String, 0x16 IA5String.
        public var tag: UInt8
        public var text: String

        public init(_ type: String, _ text: String, tag: UInt8 = 0x13) {
            self.type = type
            self.text = text
            self.tag = tag
        }
    }

    public var relativeNames: [[Attribute]]

    public init(relativeNames: [[Attribute]]) {
        self.relativeNames = relativeNames
    }

    public init(commonName: String) {
        relativeNames = [[Attribute(OID.commonName, commonName)]]
    }

    public init(stringLiteral commonName: String) {
        self.init(commonName: commonName)
    }

    func encode(into der: inout DERWriter) {
        der.sequence {
            for attributes in relativeNames {
                $0.set {
                    for attribute in attributes {
                        $0.sequence {
                            $0.objectIdentifier(attribute.type)
                            $0.primitive(tag: attribute.tag, attribute.text.utf8)
                        }
                    }
                }
            }
        }
    }
}
