/// The octets of a file as they come, uncompressed: plain, gzip of many members, bzip2 of many streams, or zstd of many frames,
/// recognised by the first octets.
///
/// The octets that a damaged or cut-off compressed file still gives are delivered; then the stream ends, and `fault` has
/// the reason.
package struct OctetStream {
    private let nextChunk: () throws -> [UInt8]?
    private var chunk: [UInt8] = []
    private var position = 0
    private var decompressor: Decompressor?
    private var isAtEnd = false
    private var hasBegun = false

    /// The most octets that ``next()`` gives.
    private static let portion = 1 << 18

    package private(set) var compression = CompressionFormat.none
    /// The reason why the stream ended early.
    package private(set) var fault: CompressionError?

    /// - Parameter nextChunk: Gives the next octets, of any number; `nil` at the end. What it throws ends the reading.
    package init(chunks nextChunk: @escaping () throws -> [UInt8]?) {
        self.nextChunk = nextChunk
    }

    /// Fills the front of `output` and gives how many octets there are now; 0 at the end.
    ///
    /// - Throws: ``CompressionError`` with the code `input`.
    package mutating func read(into output: UnsafeMutableRawBufferPointer) throws(CompressionError) -> Int {
        if !hasBegun { try begin() }
        guard fault == nil, !output.isEmpty else { return 0 }
        guard let decompressor else { return try copy(into: output) }
        while true {
            // Octets that have been taken in may have more to give than there was room for.
            if position == chunk.count, !decompressor.mayHoldMore, !(try refill()) {
                note { () throws(CompressionError) in try decompressor.finish() }
                return 0
            }
            let step = note { [position, chunk] () throws(CompressionError) in
                try chunk.span.bytes.withUnsafeBytes { (input) throws(CompressionError) in
                    try decompressor.step(UnsafeRawBufferPointer(rebasing: input[position...]), into: output)
                }
            }
            guard let step else { return 0 }
            position += step.consumed
            if step.produced > 0 { return step.produced }
        }
    }

    /// The next octets, at most 262,144; `nil` at the end.
    ///
    /// - Throws: ``CompressionError``, also where the stream ends before its time.
    package mutating func next() throws(CompressionError) -> [UInt8]? {
        var failure: CompressionError?
        let octets = [UInt8](unsafeUninitializedCapacity: OctetStream.portion) { buffer, count in
            do throws(CompressionError) {
                count = try read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure = failure ?? (octets.isEmpty ? fault : nil) { throw failure }
        return octets.isEmpty ? nil : octets
    }

    private mutating func begin() throws(CompressionError) {
        hasBegun = true
        var head: [UInt8] = []
        while head.count < CompressionFormat.headSize, try refill() { head += chunk }
        chunk = head
        compression = CompressionFormat(head: chunk.span)
        guard compression != .none else { return }
        decompressor = note { [compression] () throws(CompressionError) in
            try Decompressor(compression, allowsPadding: true)
        }
    }

    private mutating func note<Result>(_ body: () throws(CompressionError) -> Result) -> Result? {
        do throws(CompressionError) {
            return try body()
        } catch {
            fault = error
            return nil
        }
    }

    private mutating func copy(into output: UnsafeMutableRawBufferPointer) throws(CompressionError) -> Int {
        if position == chunk.count, !(try refill()) { return 0 }
        let count = min(output.count, chunk.count - position)
        chunk.withUnsafeBytes {
            output.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
        }
        position += count
        return count
    }

    /// Replaces the chunk, which has been used up, by the next one that is not empty.
    private mutating func refill() throws(CompressionError) -> Bool {
        guard !isAtEnd else { return false }
        chunk = []
        position = 0
        do {
            while let next = try nextChunk() {
                if next.isEmpty { continue }
                chunk = next
                return true
            }
        } catch {
            throw CompressionError(.input, compression, at: 0, String(describing: error))
        }
        isAtEnd = true
        return false
    }
}
