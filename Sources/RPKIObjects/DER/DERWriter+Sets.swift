extension DERWriter {
    /// The values in `elements` in ascending order of their encodings. What is not a row of values with definite
    /// lengths and one-octet tags stays as it is.
    package static func sortedElements(_ elements: [UInt8]) -> [UInt8] {
        var slices: [ArraySlice<UInt8>] = []
        var offset = 0
        while offset < elements.count {
            guard let end = endOfValue(in: elements, at: offset) else { return elements }
            slices.append(elements[offset..<end])
            offset = end
        }
        return Array(slices.sorted { $0.lexicographicallyPrecedes($1) }.joined())
    }

    private static func endOfValue(in octets: [UInt8], at start: Int) -> Int? {
        guard octets.count - start >= 2, octets[start] & 0x1f != 0x1f else { return nil }
        let first = octets[start + 1]
        if first < 0x80 {
            let end = start + 2 + Int(first)
            return end <= octets.count ? end : nil
        }
        let count = Int(first & 0x7f)
        guard (1...7).contains(count), octets.count - start - 2 >= count else { return nil }
        let length = octets[start + 2..<start + 2 + count].reduce(0) { $0 << 8 | Int($1) }
        return octets.count - start - 2 - count >= length ? start + 2 + count + length : nil
    }
}
