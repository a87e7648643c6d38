/// The reason why octets could not be compressed or decompressed.
package struct CompressionError: Error, Hashable, Sendable {
    package enum Code: String, Hashable, Sendable {
        /// The compressed octets are not those of the format.
        case damaged
        /// They end within a member.
        case truncated
        /// Something else follows them.
        case trailing
        /// They are more than a limit of ``DecompressionLimits`` allows.
        case size, ratio, members
        /// The library refuses to work, such as without memory.
        case unavailable
        /// The source of the compressed octets failed.
        case input
    }

    package let code: Code
    package let format: CompressionFormat
    /// Octets from the start of what is compressed.
    package let offset: Int
    /// The finding, in one line without the offset.
    package let detail: String

    @inline(never)
    package init(_ code: Code, _ format: CompressionFormat, at offset: Int, _ detail: String) {
        self.code = code
        self.format = format
        self.offset = offset
        self.detail = detail
    }
}

extension CompressionError: CustomStringConvertible {
    package var description: String { detail }
}
