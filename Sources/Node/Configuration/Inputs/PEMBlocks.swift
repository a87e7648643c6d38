internal import TextFormats

/// The blocks of a PEM file (RFC 7468).
struct PEMBlocks {
    enum Failure: Error, Hashable, CustomStringConvertible {
        /// No block of these labels.
        case missing(labels: [String])
        /// A block without end, or not base64.
        case damaged(line: Int)

        var description: String {
            switch self {
            case .missing(let labels): "no PEM block \(labels.joined(separator: " or "))"
            case .damaged(let line): "the PEM block that begins in line \(line) is damaged"
            }
        }
    }

    /// The octets of the blocks with one of the labels asked for, in the file's order.
    let contents: [[UInt8]]

    /// - Throws: When there is no such block, or one is damaged.
    init(_ octets: [UInt8], labels: [String]) throws(Failure) {
        var contents: [[UInt8]] = []
        var open: (label: String, line: Int, base64: String)?
        let lines = String(decoding: octets, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            if let label = PEMBlocks.label(line, "BEGIN") {
                if let open { throw .damaged(line: open.line) }
                open = (label, index + 1, "")
            } else if let block = open, let label = PEMBlocks.label(line, "END") {
                guard label == block.label, let content = Base64.standard.octets(block.base64.utf8.span),
                    !content.isEmpty
                else {
                    throw .damaged(line: block.line)
                }
                if labels.contains(label) { contents.append(content) }
                open = nil
            } else {
                open?.base64 += line.filter { !$0.isWhitespace }
            }
        }
        if let open { throw .damaged(line: open.line) }
        guard !contents.isEmpty else { throw .missing(labels: labels) }
        self.contents = contents
    }

    private static func label(_ line: Substring, _ word: String) -> String? {
        let start = "-----\(word) "
        let text = String(line.reversed().drop { $0.isWhitespace }.reversed())
        guard text.hasPrefix(start), text.hasSuffix("-----"), text.count > start.count + 5 else { return nil }
        return String(text.dropFirst(start.count).dropLast(5))
    }
}
