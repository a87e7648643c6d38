/// A domain name in lower case, without a final dot: labels of letters, digits, `-` and `_`, at most 63 octets each and 253 in
/// all (RFC 1035 section 2.3.4). Internationalised names are written in their A-label form (RFC 5890).
public struct DomainName: Hashable, Sendable, LosslessStringConvertible {
    public let description: String

    /// The name in `text` of either case, or `nil`.
    public init?(_ text: String) {
        var name = text.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        guard !name.isEmpty, name.utf8.count <= 253 else { return nil }
        for label in name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard (1...63).contains(label.count), label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-"),
                label.allSatisfy(DomainName.canStandInLabel)
            else { return nil }
        }
        description = name
    }

    private static func canStandInLabel(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension DomainName: Comparable {
    public static func < (left: DomainName, right: DomainName) -> Bool {
        left.description < right.description
    }
}
