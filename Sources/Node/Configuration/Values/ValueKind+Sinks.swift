extension ValueKind where Value == NodeConfiguration.Watch.Syslog.Target {
    static var syslogTarget: ValueKind {
        .scalar(
            "server", expected: "udp://HOST:PORT, tcp://HOST:PORT or the path of a socket",
            range: "udp://HOST:PORT, tcp://HOST:PORT, or a path",
            text: { YAMLText.scalar($0.description) },
            parse: { text, context throws(ValueFault) in
                if text.hasPrefix("udp://") || text.hasPrefix("tcp://") {
                    guard let address = ListenAddress(String(text.dropFirst(6))), address.port > 0 else {
                        throw .invalid()
                    }
                    return text.hasPrefix("udp://") ? .udp(address) : .tcp(address)
                }
                guard text.contains("/"), !text.contains("://"), !text.unicodeScalars.contains("\0"),
                    text.utf8.count <= 100
                else { throw .invalid() }
                return .socket(context.resolved(text))
            })
    }
}

extension ValueKind where Value == String {
    /// The address of a mailbox (RFC 5321 section 4.1.2, without quotes), which nothing else can hide in.
    static var mailbox: ValueKind {
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
    static var fieldName: ValueKind {
        .scalar("header field", expected: "the name of a header field", text: YAMLText.scalar) {
            text, _ throws(ValueFault) in
            guard !text.isEmpty,
                text.utf8.allSatisfy({ isAlphanumeric($0) || "!#$%&'*+-.^_`|~".utf8.contains($0) })
            else { throw .invalid() }
            return text
        }
    }

    /// Text on one line, such as the value of a header field (RFC 9110 section 5.5).
    static var printable: ValueKind {
        .scalar("text", expected: "printable ASCII", text: YAMLText.scalar) { text, _ throws(ValueFault) in
            guard text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else { throw .invalid() }
            return text
        }
    }

    /// The name of a collector, a client or the like.
    static var word: ValueKind {
        .scalar("word", expected: "letters, digits, dots, hyphens", text: YAMLText.scalar) {
            text, _ throws(ValueFault) in
            guard (1...64).contains(text.utf8.count),
                text.utf8.allSatisfy({ isAlphanumeric($0) || "-._".utf8.contains($0) })
            else { throw .invalid() }
            return text
        }
    }

    /// A path, or a URL of the schemes.
    static func place(_ schemes: [String]) -> ValueKind {
        .scalar(
            "path or URL", expected: "a path, or a URL with \(schemes.joined(separator: " or "))", text: YAMLText.scalar
        ) { text, context throws(ValueFault) in
            guard !text.isEmpty, !text.unicodeScalars.contains("\0") else { throw .invalid() }
            guard text.contains("://") else { return context.resolved(text) }
            do throws(WebURL.Refusal) {
                _ = try WebURL(text, schemes: schemes)
            } catch {
                throw error.isSecret ? .secret(error.description) : .invalid(error.description)
            }
            return text
        }
    }

    private static func isAlphanumeric(_ octet: UInt8) -> Bool {
        (0x30...0x39).contains(octet) || (0x61...0x7a).contains(octet | 0x20)
    }
}
