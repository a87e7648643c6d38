public import FoundationEssentials
internal import SecurityEvents
internal import TextFormats

/// A message of mail (RFC 5322) with a text in UTF-8.
public struct MailMessage: Sendable {
    private let from: String
    private let to: [String]
    private let messages: [Message]
    private let host: String
    private let date: Date

    /// - Parameters:
    ///   - messages: What it says; one or more.
    ///   - host: The name of this machine.
    ///   - date: The time of the message.
    public init(from: String, to: [String], messages: [Message], host: String, date: Date) {
        precondition(!messages.isEmpty, "a mail says something")
        self.from = from
        self.to = to
        self.messages = messages
        self.host = host
        self.date = date
    }

    /// Octets of a text after which no other message is added.
    private static let textSize = 65_536
    /// The most threads that a message about several refers to.
    private static let threads = 50

    /// The message as a mail program takes it, lines ended by LF.
    public var octets: [UInt8] {
        let body = text
        // RFC 5322 section 2.1.1: no line has more than 998 octets.
        let isPlain =
            body.utf8.allSatisfy { $0 < 0x80 } && body.split(separator: "\n").allSatisfy { $0.utf8.count <= 998 }
        var lines: [String] = []
        lines += MailMessage.folded("From", [from])
        lines += MailMessage.folded("To", to)
        lines += MailMessage.unstructured("Subject", subject)
        lines.append("Date: \(MailDate(date))")
        lines.append("Message-ID: <\(identity(messages[0].identity))>")
        // So that a mail program shows what is about one thing together, from its beginning to its end.
        var keys: [String] = []
        for message in messages where message.revision > 0 && !keys.contains(message.key) { keys.append(message.key) }
        if !keys.isEmpty {
            let threads = keys.prefix(MailMessage.threads).map { "<\(identity($0))>" }
            lines += MailMessage.unstructured("References", threads.joined(separator: " "))
        }
        lines += [
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: \(isPlain ? "7bit" : "quoted-printable")",
            // RFC 3834: automatic answers, such as those of an absent reader, are not wanted.
            "Auto-Submitted: auto-generated", "",
        ]
        lines +=
            isPlain
            ? body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            : QuotedPrintable.lines(body)
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private var subject: String {
        // Of one thing the last message says how it is now.
        if let last = messages.last, isOfOneThing {
            return "[atalaya] \(EventSeverity(rank: last.content.severity).rawValue): "
                + String(last.content.summary.prefix(300))
        }
        let severity = EventSeverity(rank: messages.map(\.content.severity).max() ?? 0).rawValue
        return "[atalaya] \(severity): \(messages.count) messages"
    }

    private var isOfOneThing: Bool { Set(messages.map(\.key)).count == 1 }

    /// The last message about one thing is first, as in the subject.
    private var text: String {
        let texts = (isOfOneThing ? messages.reversed() : messages).map { message in
            TextWrapping.wrapped(
                (message.content.text.isEmpty ? message.content.summary : message.content.text).printableLines,
                width: 72)
        }
        let separator = "\n\n" + String(repeating: "-", count: 72) + "\n\n"
        var shown = texts.prefix(1).joined()
        for (index, text) in texts.enumerated().dropFirst() {
            if shown.utf8.count + text.utf8.count > MailMessage.textSize {
                return shown + separator
                    + "\(texts.count - index) more messages: see \"atalaya bgp alerts list --all\"."
            }
            shown += separator + text
        }
        return shown
    }

    /// A message identifier without its angle brackets (RFC 5322 section 3.6.4).
    private func identity(_ text: String) -> String {
        let letters = text.unicodeScalars.map { scalar -> Character in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": Character(scalar)
            default: "-"
            }
        }
        return String(letters) + "@" + (MailMessage.isDotAtom(host) ? host : "localhost")
    }

    /// True if `text` is letters, digits and hyphens, with single dots between them.
    private static func isDotAtom(_ text: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty
                && label.utf8.allSatisfy { octet in
                    octet == 0x2d || (0x30...0x39).contains(octet) || (0x61...0x7a).contains(octet | 0x20)
                }
        }
    }
}

// MARK: - Header fields

extension MailMessage {
    /// A list of addresses, a line broken after each that would make it longer than 78 characters.
    static func folded(_ name: String, _ addresses: [String]) -> [String] {
        var lines = ["\(name):"]
        for (index, address) in addresses.enumerated() {
            let word = " " + address + (index < addresses.count - 1 ? "," : "")
            if lines[lines.count - 1].count + word.count > 78, lines[lines.count - 1] != "\(name):" {
                lines.append(word)
            } else {
                lines[lines.count - 1] += word
            }
        }
        return lines
    }

    /// Text in a header field: folded at blanks where it is ASCII, else as encoded words of RFC 2047. What would end the
    /// line becomes a blank.
    static func unstructured(_ name: String, _ text: String) -> [String] {
        let clean = text.singleLine
        let words = clean.split(separator: " ").map(String.init)
        let isPlain =
            clean.utf8.allSatisfy { $0 < 0x80 } && !clean.contains("=?") && words.allSatisfy { $0.utf8.count <= 70 }
        var lines = ["\(name):"]
        let parts = isPlain ? words : encodedWords(words.joined(separator: " "))
        for part in parts {
            if lines[lines.count - 1].utf8.count + part.utf8.count + 1 > 76, lines[lines.count - 1] != "\(name):" {
                lines.append(" " + part)
            } else {
                lines[lines.count - 1] += " " + part
            }
        }
        return lines
    }

    /// RFC 2047 section 2: at most 75 characters each, and no character in two of them.
    private static func encodedWords(_ text: String) -> [String] {
        var words: [String] = []
        var octets: [UInt8] = []
        for scalar in text.unicodeScalars {
            let encoded = Array(String(Character(scalar)).utf8)
            if octets.count + encoded.count > 42 {
                words.append(encodedWord(octets))
                octets = []
            }
            octets += encoded
        }
        if !octets.isEmpty { words.append(encodedWord(octets)) }
        return words
    }

    private static func encodedWord(_ octets: [UInt8]) -> String {
        "=?utf-8?B?" + Base64.standard.text(octets) + "?="
    }
}
