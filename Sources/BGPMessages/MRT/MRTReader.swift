package import Compression

/// Takes MRT records one after the other from a stream, and finds the next one where the framing is broken.
///
/// A record's octets lie in `buffer` until the next one is taken. Memory is that of a buffer and of the longest record.
package struct MRTReader {
    private var stream: OctetStream
    package private(set) var buffer: [UInt8]
    /// The start of the octets in the buffer that have not been read.
    var start = 0
    var end = 0
    private var isAtEnd = false
    /// Octets of the uncompressed file before the buffer.
    private var passed = 0
    private let limits: RouteFileLimits
    /// The number of bodies that may still be searched. Each search costs time in excess of its octets, because a body
    /// may be searched again from the next octet on.
    var checksLeft = 20_000
    /// The time of the last record: what is found after a gap is of about the same.
    var lastSeconds: UInt32?

    package private(set) var header = MRTRecordHeader(seconds: 0, type: 0, subtype: 0, length: 0)
    /// The place of the record's message in `buffer`.
    package private(set) var body = 0..<0
    /// Octets of the uncompressed file before the record.
    package private(set) var offset = 0
    /// Stretches of the file that belong to no record, since this was emptied last.
    package var gaps: [MRTGap] = []

    package init(limits: RouteFileLimits, chunks nextChunk: @escaping () throws -> [UInt8]?) {
        stream = OctetStream(chunks: nextChunk)
        buffer = [UInt8](repeating: 0, count: 1 << 16)
        self.limits = limits
    }

    /// The reason why the stream ended early.
    package var streamFault: MessageError? { stream.messageFault }

    package var compression: CompressionFormat { stream.compression }

    /// The difference between an octet's offset in the uncompressed file and its offset in `buffer`.
    package var recordDistance: Int { offset - (body.lowerBound - MRTRecordHeader.size) }

    /// Octets of the uncompressed file before `start`.
    var place: Int { passed + start }

    /// Takes the next record; `false` at the end.
    package mutating func next() throws(RouteReadError) -> Bool {
        while try fill(MRTRecordHeader.size) {
            let found = MRTRecordHeader(buffer.span, at: start)
            let length = MRTRecordHeader.size + Int(found.length)
            guard isPlausible(found) else {
                if try isUnknown(found, length) {
                    take(found, length)
                    return true
                }
                try resynchronize(.framing, "not the header of a record")
                continue
            }
            // The header after it, where there is one, tells whether this one's length is right.
            if try !fill(length + MRTRecordHeader.size), end - start < length {
                try resynchronize(.recordLength, "a record of \(found.length) octets is cut off", atEnd: .truncated)
                continue
            }
            let isDoubtful = !isFollowed(length)
            if isDoubtful || end - start == length + 4, isShort(found, length) {
                take(found, length + 4)
            } else if !isDoubtful {
                take(found, length)
            } else if try isSound(found, length) {
                take(found, length)
            } else {
                try resynchronize(.recordLength, "no record follows the record of \(found.length) octets")
                continue
            }
            return true
        }
        if end > start { passOver(end - start, .truncated, "a header is cut off") }
        return false
    }

    private mutating func take(_ found: MRTRecordHeader, _ length: Int) {
        header = found
        body = start + MRTRecordHeader.size..<start + length
        offset = place
        start += length
        lastSeconds = found.seconds
    }

    /// Leaves out `count` octets and notes them.
    mutating func passOver(_ count: Int, _ code: MessageError.Code, _ detail: String) {
        gaps.append(MRTGap(offset: place, count: count, code: code, detail: detail))
        start += count
    }

    /// Makes at least `count` octets from `start` on lie in the buffer, where there are so many.
    @inline(__always)
    mutating func fill(_ count: Int) throws(RouteReadError) -> Bool {
        if end - start >= count { return true }
        return try refill(count)
    }

    @inline(never)
    private mutating func refill(_ count: Int) throws(RouteReadError) -> Bool {
        if isAtEnd { return false }
        // Twice as large as what is looked at, so that it need not be moved for every octet that is passed over.
        if buffer.count < 2 * count {
            buffer += [UInt8](repeating: 0, count: max(buffer.count, 2 * count - buffer.count))
        }
        if start + count > buffer.count {
            let (from, to) = (start, end)
            buffer.withUnsafeMutableBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[from..<to])
                bytes.copyMemory(from: rest)
            }
            passed += start
            end -= start
            start = 0
        }
        while end - start < count || end < buffer.count / 2 {
            let from = end
            let read = buffer.withUnsafeMutableBytes { bytes in
                Result { () throws(RouteReadError) in
                    try stream.readRoutes(into: UnsafeMutableRawBufferPointer(rebasing: bytes[from...]))
                }
            }
            let count = try read.get()
            isAtEnd = count == 0
            if isAtEnd { break }
            end += count
        }
        return end - start >= count
    }

    /// True if the limits allow a record of `header`'s length.
    func isWithinLimit(_ header: MRTRecordHeader) -> Bool {
        Int(header.length) <= limits.recordSize
    }
}

/// A stretch of a file that belongs to no record.
package struct MRTGap: Hashable, Sendable {
    /// Octets of the uncompressed file before it.
    package let offset: Int
    package let count: Int
    package let code: MessageError.Code
    package let detail: String
}
