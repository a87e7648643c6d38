/// The names of hosts (RFC 1123 section 2.1).
package enum HostName {
    /// True if `text` is letters, digits, hyphens and dots, at most 253 of them, and its last label no number, which
    /// would be a wrong IPv4 address.
    package static func isValid(_ text: some StringProtocol) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 253, let last = labels.last, !last.utf8.allSatisfy(isDigit) else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { isDigit($0) || $0 == 0x2d || (0x61...0x7a).contains($0 | 0x20) }
        }
    }

    private static func isDigit(_ octet: UInt8) -> Bool {
        (0x30...0x39).contains(octet)
    }
}
