/// Decodes base64 (RFC 4648 section 4) as it arrives: with padding, white space anywhere, and nothing else.
///
/// The octets collect in a buffer that is used again for the next text.
package struct Base64Decoder: Sendable {
    package enum Fault: Error {
        /// A character that is none of base64's, or one after the padding.
        case character(UInt8)
        /// The text ends within a group, or its last bits are not zero.
        case incomplete
        /// More octets than were allowed.
        case size
    }

    private let limit: Int
    private var buffer: [UInt8]
    /// Octets of the buffer that are decoded.
    private var count = 0
    /// The bits of a group that is not complete, and how many characters gave them.
    private var bits: UInt32 = 0
    private var characters = 0
    private var padding = 0

    /// - Parameter limit: octets that one text may hold.
    package init(limit: Int) {
        self.limit = limit
        buffer = Array(repeating: 0, count: min(limit, 16_384) + 4)
    }

    package mutating func decode(_ text: UnsafeBufferPointer<UInt8>) throws(Fault) {
        // Room for all that the text can hold, and an octet more.
        let room = count + (text.count + characters) / 4 * 3 + 4
        if room > buffer.count {
            buffer.append(contentsOf: repeatElement(0, count: max(room, 2 * buffer.count) - buffer.count))
        }
        try Base64Decoder.tables.withUnsafeBufferPointer { tables throws(Fault) in
            var index = 0
            while index < text.count {
                if characters == 0, padding == 0 {
                    index = wholeGroups(text, from: index, tables)
                    if index == text.count { break }
                }
                try character(text[index], UInt8(truncatingIfNeeded: tables[Int(text[index])]))
                index += 1
            }
        }
        if count > limit { throw .size }
    }

    /// Decodes groups of four characters up to the first that has anything else in it; gives where that starts.
    private mutating func wholeGroups(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ tables: UnsafeBufferPointer<UInt32>
    ) -> Int {
        buffer.withUnsafeMutableBytes { buffer in
            var index = start
            var end = count
            while index + 4 <= text.count {
                let group =
                    tables[256 + Int(text[index])] | tables[512 + Int(text[index + 1])]
                    | tables[768 + Int(text[index + 2])] | tables[Int(text[index + 3])]
                if group > 0xff_ffff { break }
                // One store of four octets is faster than three of one; the next group overwrites the fourth.
                buffer.storeBytes(of: (group << 8).bigEndian, toByteOffset: end, as: UInt32.self)
                end += 3
                index += 4
            }
            count = end
            return index
        }
    }

    private mutating func character(_ octet: UInt8, _ value: UInt8) throws(Fault) {
        switch octet {
        case 0x20, 0x09, 0x0a, 0x0d: return
        case 0x3d:
            guard characters >= 2, characters + padding < 4 else { throw .character(octet) }
            padding += 1
        default:
            guard value < 64, padding == 0 else { throw .character(octet) }
            bits = bits << 6 | UInt32(value)
            characters += 1
            if characters == 4 {
                append(3, of: bits)
                (bits, characters) = (0, 0)
            }
        }
    }

    private mutating func append(_ number: Int, of bits: UInt32) {
        for index in 0..<number { buffer[count + index] = UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * index)) }
        count += number
    }

    /// The octets of the text that ends here; the next one starts afresh.
    package mutating func finish() throws(Fault) -> [UInt8] {
        defer { reset() }
        if characters > 0 {
            guard characters + padding == 4 else { throw .incomplete }
            let unused: UInt32 = characters == 2 ? 0xf : 0x3
            guard bits & unused == 0 else { throw .incomplete }
            append(characters - 1, of: bits << UInt32(6 * padding))
        }
        if count > limit { throw .size }
        return Array(buffer[..<count])
    }

    package mutating func reset() {
        (count, bits, characters, padding) = (0, 0, 0, 0)
    }

    /// Values of the characters, in the last, first, second and third place of a group; what is none has a bit beyond
    /// the 24 of a group.
    private static let tables: [UInt32] = {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        var tables = [UInt32](repeating: 0x0100_0040, count: 1024)
        for (value, character) in zip(UInt32(0)..., alphabet.utf8) {
            for (place, shift) in [UInt32(0), 18, 12, 6].enumerated() {
                tables[256 * place + Int(character)] = value << shift
            }
        }
        return tables
    }()
}
