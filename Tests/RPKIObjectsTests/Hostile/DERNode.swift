import RPKIObjects
import TestSupport

/// DER as a tree, so that a value can be damaged while the lengths around it stay right.
indirect enum DERNode {
    case primitive(tag: UInt8, [UInt8])
    case constructed(tag: UInt8, [DERNode])
    /// A primitive value whose content is DER in turn, after some octets of its own: an extension's value, a key.
    case wrapper(tag: UInt8, prefix: [UInt8], [DERNode])

    /// The values in `octets`; `nil` when they are no DER.
    static func parse(_ octets: [UInt8], depth: Int = 0) -> [DERNode]? {
        let bytes = octets.span
        var reader = DERReader(0..<octets.count)
        var nodes: [DERNode] = []
        while !reader.isAtEnd {
            guard depth < 40, let value = try? reader.next(bytes) else { return nil }
            let content = Array(octets[value.content])
            let tag = value.tag.rawValue
            let prefix = value.tag == .bitString ? 1 : 0
            if tag & 0x20 != 0 {
                guard let children = parse(content, depth: depth + 1) else { return nil }
                nodes.append(.constructed(tag: tag, children))
            } else if value.tag == .octetString || value.tag == .bitString, content.count > 4,
                let children = parse(Array(content.dropFirst(prefix)), depth: depth + 1)
            {
                nodes.append(.wrapper(tag: tag, prefix: Array(content.prefix(prefix)), children))
            } else {
                nodes.append(.primitive(tag: tag, content))
            }
        }
        return nodes
    }

    static func encode(_ nodes: [DERNode]) -> [UInt8] {
        var writer = DERWriter()
        for node in nodes { node.write(into: &writer) }
        return writer.bytes
    }

    private func write(into writer: inout DERWriter) {
        switch self {
        case .primitive(let tag, let content): writer.primitive(tag: tag, content)
        case .constructed(let tag, let nodes): writer.primitive(tag: tag, DERNode.encode(nodes))
        case .wrapper(let tag, let prefix, let nodes): writer.primitive(tag: tag, prefix + DERNode.encode(nodes))
        }
    }
}

extension [DERNode] {
    /// Damages one value somewhere below.
    mutating func damage(_ random: inout SeededGenerator) {
        guard !isEmpty else { return append(.primitive(tag: .random(in: 0...255, using: &random), [])) }
        let place = Int.random(in: 0..<count, using: &random)
        // Most values lie deep; go down more often than not.
        switch self[place] {
        case .constructed(let tag, var nodes) where Int.random(in: 0..<8, using: &random) > 0:
            nodes.damage(&random)
            self[place] = .constructed(tag: tag, nodes)
        case .wrapper(let tag, let prefix, var nodes) where Int.random(in: 0..<8, using: &random) > 0:
            nodes.damage(&random)
            self[place] = .wrapper(tag: tag, prefix: prefix, nodes)
        default:
            damage(at: place, &random)
        }
    }

    private mutating func damage(at place: Int, _ random: inout SeededGenerator) {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: remove(at: place)
        case 1: insert(self[place], at: place)
        case 2: swapAt(place, Int.random(in: 0..<count, using: &random))
        case 3:
            self[place] = .constructed(
                tag: [0x30, 0x31, 0xa0, 0xa1].randomElement(using: &random) ?? 0x30, [self[place]])
        case 4:
            let count = [0, 1, 2, 4, 8, 9, 16, 17, 20, 21, 32, 300].randomElement(using: &random) ?? 0
            let filling: UInt8 = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &random) ?? 0
            self[place] = .primitive(tag: DERNode.encode([self[place]])[0], [UInt8](repeating: filling, count: count))
        case 5:
            let tags: [UInt8] = [1, 2, 3, 4, 5, 6, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x30, 0x31, 0x80, 0xa0, 0x1f]
            var octets = DERNode.encode([self[place]])
            octets[0] = tags.randomElement(using: &random) ?? 0
            if let nodes = DERNode.parse(octets) { replaceSubrange(place...place, with: nodes) }
        default:
            guard case .primitive(let tag, var content) = self[place], !content.isEmpty else { return }
            let index = Int.random(in: 0..<content.count, using: &random)
            content[index] =
                Bool.random(using: &random)
                ? content[index] ^ (1 << UInt8.random(in: 0..<8, using: &random)) : .random(in: 0...255, using: &random)
            self[place] = .primitive(tag: tag, content)
        }
    }
}
