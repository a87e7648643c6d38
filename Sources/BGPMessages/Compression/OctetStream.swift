/// The octets of a file as they come, uncompressed: plain, gzip of many members, bzip2 of many streams, or zstd of many frames,
/// told apart by the first octets.
///
/// What a damaged or broken-off compressed file still gives is delivered; then the stream ends and `fault` says why.
package struct OctetStream {
    private let nextChunk: () throws -> [UInt8]?
    private var chunk: [UInt8] = []
    private var position = 0
    private var decompressor: (any Decompressor)?
    private var isAtEnd = false
    private var hasBegun = false
    /// Whether octets of a member have come that its end has not followed yet.
    private var isInMember = false
    /// Whether the decompressor may give more without taking anything in.
    private var mayHoldMore = false
    /// Octets that have come so far, `chunk` included.
    private var received = 0

    package private(set) var compression = CompressionFormat.none
    /// Why the stream ended before its time. Its offset counts compressed octets.
    package private(set) var fault: MessageError?

    /// - Parameter nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    package init(chunks nextChunk: @escaping () throws -> [UInt8]?) {
        self.nextChunk = nextChunk
    }

    /// Fills the front of `output` and gives how many octets there are now; 0 at the end.
    package mutating func read(into output: UnsafeMutableRawBufferPointer) throws(RouteReadError) -> Int {
        if !hasBegun { try begin() }
        guard fault == nil, !output.isEmpty else { return 0 }
        guard let decompressor else { return try copy(into: output) }
        while true {
            // Octets that have been taken in may have more to give than there was room for.
            if position == chunk.count, !mayHoldMore, !(try refill()) {
                if isInMember { fail("the compressed data break off") }
                return 0
            }
            if !isInMember, !(try beginMember(decompressor)) { return 0 }
            let step = chunk.withUnsafeBytes { input in
                decompressor.step(UnsafeRawBufferPointer(rebasing: input[position...]), output)
            }
            position += step.consumed
            mayHoldMore = step.state == .more && step.produced == output.count
            switch step.state {
            case .memberEnd: isInMember = false
            case .failed(let reason): fail(reason)
            case .more:
                if step.consumed == 0, step.produced == 0, position < chunk.count {
                    fail("the compressed data lead nowhere")
                }
            }
            if step.produced > 0 || fault != nil { return step.produced }
        }
    }

    private mutating func begin() throws(RouteReadError) {
        hasBegun = true
        try gather(CompressionFormat.headSize)
        compression = CompressionFormat(head: chunk.span)
        guard compression != .none else { return }
        decompressor = compression.makeDecompressor()
        isInMember = decompressor != nil
        if decompressor == nil { fail("the library for \(compression.rawValue) refuses to start") }
    }

    /// Begins another member where there is one. Zeros may pad the file; anything else is reported.
    private mutating func beginMember(_ decompressor: any Decompressor) throws(RouteReadError) -> Bool {
        while chunk[position] == 0 {
            position += 1
            if position == chunk.count, !(try refill()) { return false }
        }
        try gather(CompressionFormat.headSize)
        guard CompressionFormat(head: chunk.span.extracting(position..<chunk.count)) == compression else {
            fail("what follows the compressed data is something else")
            return false
        }
        guard decompressor.restart() else {
            fail("the library for \(compression.rawValue) refuses to go on")
            return false
        }
        isInMember = true
        return true
    }

    /// Makes the chunk hold at least `count` octets from the position on, where there are so many.
    private mutating func gather(_ count: Int) throws(RouteReadError) {
        var head = Array(chunk[position...])
        while head.count < count, try refill() { head += chunk }
        chunk = head
        position = 0
    }

    private mutating func copy(into output: UnsafeMutableRawBufferPointer) throws(RouteReadError) -> Int {
        if position == chunk.count, !(try refill()) { return 0 }
        let count = min(output.count, chunk.count - position)
        chunk.withUnsafeBytes {
            output.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
        }
        position += count
        return count
    }

    /// Replaces the chunk, which has been used up, by the next one that is not empty.
    private mutating func refill() throws(RouteReadError) -> Bool {
        guard !isAtEnd else { return false }
        chunk = []
        position = 0
        do {
            while let next = try nextChunk() {
                if next.isEmpty { continue }
                chunk = next
                received += next.count
                return true
            }
        } catch {
            throw RouteReadError(.input, String(describing: error))
        }
        isAtEnd = true
        return false
    }

    private mutating func fail(_ reason: String) {
        fault = MessageError(.compression, .skip, compression.rawValue, at: received - (chunk.count - position), reason)
    }
}
