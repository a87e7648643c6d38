/// One direction of a TCP connection: segments in any order in, octets in theirs out.
public struct TCPStream: Sendable {
    /// The output of a stream.
    public enum Output: Sendable {
        case octets([UInt8])
        /// So many octets are lost.
        case gap(Int)
    }

    private var next: TCPSequence?
    /// The first octet of the connection, where its SYN was captured.
    private var first: TCPSequence?
    /// Segments that arrived too early.
    private var held: [(sequence: TCPSequence, octets: [UInt8])] = []
    /// Octets of what is held.
    public private(set) var heldCount = 0

    /// Segments that are held before what is missing counts as lost, however short they are.
    private static let heldSegments = 4_096

    public init() {}

    /// Takes a segment and its data; gives what is now in order.
    public mutating func receive(_ segment: TCPSegment, _ octets: [UInt8]) -> [Output] {
        let sequence = TCPSequence(segment.sequence)
        if segment.isSYN {
            // Data in a SYN (RFC 7413) follows the number that the SYN itself takes.
            let first = sequence.advanced(by: 1)
            if isNewConnection(segment) {
                self.first = first
                next = first
                held = []
                heldCount = 0
            }
            return octets.isEmpty ? [] : accept(first, octets)
        }
        if octets.isEmpty { return [] }
        if next == nil { next = sequence }
        return accept(sequence, octets)
    }

    /// True if a segment begins another connection than the one so far, rather than repeating its beginning.
    public func isNewConnection(_ segment: TCPSegment) -> Bool {
        segment.isSYN && first.map { $0.octets(after: TCPSequence(segment.sequence).advanced(by: 1)) != 0 } ?? true
    }

    /// Gives what is held, with what is missing between.
    public mutating func finish() -> [Output] {
        var outputs: [Output] = []
        while !held.isEmpty { outputs += skip() }
        return outputs
    }

    private mutating func accept(_ sequence: TCPSequence, _ octets: [UInt8]) -> [Output] {
        guard let expected = next else { return [] }
        if sequence.octets(after: expected) > 0 {
            held.append((sequence, octets))
            heldCount += octets.count
            var outputs: [Output] = []
            while held.count > TCPStream.heldSegments { outputs += skip() }
            return outputs
        }
        var outputs: [Output] = []
        deliver(sequence, octets, into: &outputs)
        drain(into: &outputs)
        return outputs
    }

    /// Gives what of a segment has not been given.
    private mutating func deliver(_ sequence: TCPSequence, _ octets: [UInt8], into outputs: inout [Output]) {
        guard let expected = next else { return }
        let known = -sequence.octets(after: expected)
        guard known >= 0, known < octets.count else { return }
        outputs.append(.octets(known == 0 ? octets : Array(octets.dropFirst(known))))
        next = sequence.advanced(by: octets.count)
    }

    private mutating func drain(into outputs: inout [Output]) {
        while let expected = next,
            let index = held.firstIndex(where: { $0.sequence.octets(after: expected) <= 0 })
        {
            let (sequence, octets) = held.remove(at: index)
            heldCount -= octets.count
            deliver(sequence, octets, into: &outputs)
        }
    }

    /// Gives up what is missing before the first of what is held.
    private mutating func skip() -> [Output] {
        guard let expected = next,
            let first = held.min(by: { $0.sequence.octets(after: expected) < $1.sequence.octets(after: expected) })
        else {
            held = []
            heldCount = 0
            return []
        }
        var outputs = [Output.gap(first.sequence.octets(after: expected))]
        next = first.sequence
        drain(into: &outputs)
        return outputs
    }
}
