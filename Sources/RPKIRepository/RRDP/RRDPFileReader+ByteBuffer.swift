public import NIOCore

extension RRDPFileReader {
    /// The elements that are complete with the next octets of the file, as a connection gives them.
    public func read(_ chunk: ByteBuffer) throws(RRDPError) -> [RRDPElement] {
        // The closure of `withUnsafeReadableBytes` cannot say what it throws.
        let result = chunk.withUnsafeReadableBytes { octets in
            Result { () throws(RRDPError) in
                try read(octets.bindMemory(to: UInt8.self).span)
            }
        }
        return try result.get()
    }
}
