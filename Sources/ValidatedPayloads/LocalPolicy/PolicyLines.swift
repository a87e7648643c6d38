internal import TextFormats

/// The lines of a policy file that say something: without comments, which begin with `#`, and blanks at their ends.
struct PolicyLines {
    /// The most octets of a policy file.
    static let sizeLimit = 1 << 24

    let lines: [(number: Int, text: ArraySlice<UInt8>)]

    init(_ bytes: [UInt8]) throws(LocalPolicyError) {
        guard bytes.count <= PolicyLines.sizeLimit else {
            throw LocalPolicyError(code: .limitExceeded, line: 1, text: "more than \(PolicyLines.sizeLimit) octets")
        }
        var lines: [(number: Int, text: ArraySlice<UInt8>)] = []
        var cutter = LineCutter(limit: PolicyLines.sizeLimit)
        cutter.append(bytes)
        var number = 0
        while let line = cutter.next() ?? cutter.last() {
            number += 1
            let text = PolicyLines.trimmed(cutter.octets[line.range].prefix { $0 != UInt8(ascii: "#") })
            if !text.isEmpty { lines.append((number, text)) }
        }
        self.lines = lines
    }

    static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }

    static func isBlank(_ octet: UInt8) -> Bool {
        octet == 0x20 || (0x09...0x0d).contains(octet)
    }

    static func error(_ code: LocalPolicyError.Code, line: Int, _ text: ArraySlice<UInt8>) -> LocalPolicyError {
        LocalPolicyError(code: code, line: line, text: String(decoding: text.prefix(200), as: UTF8.self))
    }
}
