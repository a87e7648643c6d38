extension ValueKind where Value == String {
    /// The address of a mailbox (RFC 5321 section 4.1.2, without quotes), which nothing else can hide in.
    package static var mailbox: ValueKind {
        .scalar("mail address", expected: "an address such as noc@example.net", text: YAMLText.scalar) {
            text, _ throws(ValueFault) in
            guard isMailbox(text) else { throw .invalid() }
            return text
        }
    }

    private static func isMailbox(_ text: String) -> Bool {
        guard let at = text.lastIndex(of: "@") else { return false }
        let local = text[..<at]
        let isAtoms = local.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.utf8.allSatisfy { isAlphanumeric($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
        }
        return isAtoms && local.utf8.count <= 64 && !local.hasPrefix("-")
            && HostName.isValid(text[text.index(after: at)...])
    }

    /// The name of a header field (RFC 9110 section 5.1).
    package static var fieldName: ValueKind {
        .scalar("header field", expected: "the name of a header field", text: YAMLText.scalar) {
            text, _ throws(ValueFault) in
            guard !text.isEmpty,
                text.utf8.allSatisfy({ isAlphanumeric($0) || "!#$%&'*+-.^_`|~".utf8.contains($0) })
            else { throw .invalid() }
            return text
        }
    }

    /// Text on one line, such as the value of a header field (RFC 9110 section 5.5).
    package static var printable: ValueKind {
        .scalar("text", expected: "printable ASCII", text: YAMLText.scalar) { text, _ throws(ValueFault) in
            guard text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else { throw .invalid() }
            return text
        }
    }

    /// The name of a collector, a client or the like.
    package static var word: ValueKind {
        .scalar("word", expected: "letters, digits, dots, hyphens", text: YAMLText.scalar) {
            text, _ throws(ValueFault) in
            guard (1...64).contains(text.utf8.count),
                text.utf8.allSatisfy({ isAlphanumeric($0) || "-._".utf8.contains($0) })
            else { throw .invalid() }
            return text
        }
    }

    private static func isAlphanumeric(_ octet: UInt8) -> Bool {
        (0x30...0x39).contains(octet) || (0x61...0x7a).contains(octet | 0x20)
    }
}
