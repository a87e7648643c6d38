#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// An open file and the name that errors give it. The caller that opened it must close it.
package struct OpenFile: Sendable {
    package let descriptor: Int32
    package let path: String

    package init(_ descriptor: Int32, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Writes all of `octets`.
    package func write(_ octets: UnsafeRawBufferPointer) throws(LocalFileError) {
        var rest = octets
        while !rest.isEmpty {
            let count = System.write(descriptor, rest)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw LocalFileError(path, count < 0 ? errno : EIO) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Writes all of `octets`.
    package func write(_ octets: [UInt8]) throws(LocalFileError) {
        try octets.span.withUnsafeBytes { (octets) throws(LocalFileError) in try write(octets) }
    }

    /// Fills the front of `buffer` with what comes next, and gives how many octets there are now; 0 at the end.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(LocalFileError) -> Int {
        while true {
            let count = System.read(descriptor, buffer)
            if count >= 0 { return count }
            guard errno == EINTR else { throw LocalFileError(path) }
        }
    }

    /// The same for an array, whose count stays.
    package func read(into buffer: inout [UInt8]) throws(LocalFileError) -> Int {
        try buffer.withUnsafeMutableBytes { bytes in
            Result { () throws(LocalFileError) in try read(into: bytes) }
        }.get()
    }
}
