internal import BGPMessages

/// The octets of a file that may be compressed with gzip, bzip2 or zstd, told by its first octets.
package struct UncompressedOctets {
    /// Why the octets end before their time.
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    private var stream: OctetStream
    private static let chunkSize = 1 << 18

    /// - Parameter nextChunk: Gives the next octets of the file, of any number; `nil` at the end.
    package init(chunks nextChunk: @escaping () throws -> [UInt8]?) {
        stream = OctetStream(chunks: nextChunk)
    }

    /// The next octets; `nil` at the end. Throws where the file cannot be read, or its compressed data are damaged.
    package mutating func next() throws -> [UInt8]? {
        var failure: (any Error)?
        let chunk = [UInt8](unsafeUninitializedCapacity: UncompressedOctets.chunkSize) { buffer, count in
            do {
                count = try stream.read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        if !chunk.isEmpty { return chunk }
        if let fault = stream.fault { throw Fault(description: fault.detail) }
        return nil
    }
}
