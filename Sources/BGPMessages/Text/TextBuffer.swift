internal import NumberResources

/// Text that is being written: octets at the end of a block of memory that grows as needed.
///
/// Numbers and addresses are the most of what decoders print, so that they are written without a check an octet: a
/// caller reserves room for a line's worth first.
package struct TextBuffer: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    package private(set) var count = 0

    package init(capacity: Int = 1 << 17) {
        precondition(capacity > 0, "room for something")
        self.capacity = capacity
        memory = .allocate(capacity: capacity)
    }

    deinit {
        memory.deallocate()
    }

    /// Makes room for `more` octets, which the functions that write then need not check.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if capacity - count < more { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        let larger = max(2 * capacity, count + more)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: memory, count: count)
        memory.deallocate()
        memory = moved
        capacity = larger
    }

    package mutating func removeAll() {
        count = 0
    }

    package mutating func truncate(to length: Int) {
        precondition(length <= count, "nothing to add")
        count = length
    }

    /// Calls `body` with all that has been written.
    package func withSpan<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(Span(_unsafeStart: UnsafePointer(memory), count: count))
    }

    // MARK: Writing into room that has been reserved

    /// Writes one octet; there must be room for it.
    @inline(__always)
    mutating func put(_ octet: UInt8) {
        memory[count] = octet
        count &+= 1
    }

    /// Writes `text`, with its own room.
    @inline(__always)
    mutating func put(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        reserve(length)
        memory.advanced(by: count).update(from: text.utf8Start, count: length)
        count &+= length
    }

    /// Writes the contents of `other`, without its free space.
    @inline(__always)
    mutating func put(_ other: borrowing TextBuffer) {
        reserve(other.count)
        memory.advanced(by: count).update(from: other.memory, count: other.count)
        count &+= other.count
    }

    mutating func put(_ text: some Sequence<UInt8>) {
        for octet in text {
            reserve(1)
            put(octet)
        }
    }

    /// Writes a decimal number; there must be room for 10 octets.
    @inline(__always)
    mutating func put(decimal number: UInt32) {
        if number < 10 { return put(UInt8(truncatingIfNeeded: number) &+ 48) }
        let digits = decimalDigits(number)
        var rest = number
        var place = count &+ digits
        count = place
        while rest >= 100 {
            let pair = rest % 100
            rest /= 100
            place &-= 2
            memory[place] = UInt8(truncatingIfNeeded: pair / 10) &+ 48
            memory[place &+ 1] = UInt8(truncatingIfNeeded: pair % 10) &+ 48
        }
        if rest >= 10 {
            memory[place &- 2] = UInt8(truncatingIfNeeded: rest / 10) &+ 48
            memory[place &- 1] = UInt8(truncatingIfNeeded: rest % 10) &+ 48
        } else {
            memory[place &- 1] = UInt8(truncatingIfNeeded: rest) &+ 48
        }
    }

    @inline(__always)
    private func decimalDigits(_ number: UInt32) -> Int {
        if number < 100_000 {
            return number < 100 ? 2 : number < 1_000 ? 3 : number < 10_000 ? 4 : 5
        }
        return number < 1_000_000
            ? 6 : number < 10_000_000 ? 7 : number < 100_000_000 ? 8 : number < 1_000_000_000 ? 9 : 10
    }

    /// Writes the six digits of a fraction of a second; there must be room for 7 octets.
    mutating func put(microseconds: Int) {
        put(UInt8(ascii: "."))
        var divisor = 100_000
        while divisor > 0 {
            put(UInt8(truncatingIfNeeded: microseconds / divisor % 10) &+ 48)
            divisor /= 10
        }
    }

    /// Writes a dotted quad; there must be room for 15 octets.
    @inline(__always)
    mutating func put(ipv4 value: UInt32) {
        put(octet: value >> 24)
        put(UInt8(ascii: "."))
        put(octet: value >> 16 & 0xff)
        put(UInt8(ascii: "."))
        put(octet: value >> 8 & 0xff)
        put(UInt8(ascii: "."))
        put(octet: value & 0xff)
    }

    @inline(__always)
    private mutating func put(octet number: UInt32) {
        let value = UInt8(truncatingIfNeeded: number)
        if value >= 100 {
            let hundreds = value / 100
            put(hundreds &+ 48)
            let rest = value &- hundreds &* 100
            put(rest / 10 &+ 48)
            put(rest % 10 &+ 48)
        } else if value >= 10 {
            put(value / 10 &+ 48)
            put(value % 10 &+ 48)
        } else {
            put(value &+ 48)
        }
    }

    /// Writes lower-case hexadecimal without leading zeros; there must be room for 4 octets.
    @inline(__always)
    mutating func put(hexadecimal number: UInt16) {
        var shift = number >= 0x1000 ? 12 : number >= 0x100 ? 8 : number >= 0x10 ? 4 : 0
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: number >> UInt16(shift) & 0xf)
            put(digit &+ (digit < 10 ? 48 : 87))
            shift &-= 4
        }
    }
}
