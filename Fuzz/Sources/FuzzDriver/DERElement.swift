/// One element of what the test kit has encoded; not a decoder for anything else.
struct DERElement {
    let whole: [UInt8]
    let content: [UInt8]

    init?(_ octets: [UInt8]) {
        guard octets.count >= 2 else { return nil }
        var start = 2
        var length = Int(octets[1])
        if length >= 0x80 {
            start += length & 0x7f
            guard start <= octets.count else { return nil }
            length = octets[2..<start].reduce(0) { $0 << 8 | Int($1) }
        }
        guard start + length <= octets.count else { return nil }
        whole = Array(octets[..<(start + length)])
        content = Array(octets[start..<(start + length)])
    }

    var children: [DERElement] {
        var rest = content[...]
        var found: [DERElement] = []
        while let child = DERElement(Array(rest)) {
            found.append(child)
            rest = rest.dropFirst(child.whole.count)
        }
        return found
    }

    static func encode(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        var length: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }
}
