// Numbers in network order. An index that does not lie in the span is a mistake of ours: callers compare lengths first.
extension Span<UInt8> {
    @inlinable @inline(__always)
    package func uint16(at index: Int) -> UInt16 {
        UInt16(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt16.self))
    }

    @inlinable @inline(__always)
    package func uint32(at index: Int) -> UInt32 {
        UInt32(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self))
    }

    @inlinable @inline(__always)
    package func uint64(at index: Int) -> UInt64 {
        UInt64(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    @inlinable @inline(__always)
    package func uint128(at index: Int) -> UInt128 {
        UInt128(uint64(at: index)) << 64 | UInt128(uint64(at: index + 8))
    }
}
