internal import NumberResources

/// Takes the packets of a capture file, pcap or pcapng, out of octets that come in any pieces.
public struct PacketCaptureReader: Sendable {
    private enum Format: Sendable {
        case unknown
        case pcap(isLittleEndian: Bool, link: LinkType?, fractionPerSecond: UInt64)
        case pcapng(isLittleEndian: Bool)
        case failed
    }

    /// The result of one step.
    private enum Step {
        /// More octets are needed.
        case incomplete
        /// There is no packet in what was passed over.
        case nothing
        case packet(CapturedPacket)
    }

    /// An interface of pcapng.
    private struct Interface: Sendable {
        let link: LinkType?
        /// Ticks of its clock in a second.
        let resolution: UInt64
        let offset: Int64
    }

    private let limits: CaptureLimits
    private var format = Format.unknown
    private var interfaces: [Interface] = []
    /// Octets that have arrived and have not been read.
    public private(set) var buffer: [UInt8] = []
    private var position = 0
    /// Octets of the file before the buffer.
    private var passed = 0

    public init(limits: CaptureLimits = CaptureLimits()) {
        self.limits = limits
    }

    /// Octets of the file before the next packet.
    public var offset: Int { passed + position }

    /// Takes the next octets of the file.
    public mutating func receive(_ octets: [UInt8]) {
        if position > 0 {
            buffer.removeSubrange(0..<position)
            passed += position
            position = 0
        }
        buffer += octets
    }

    /// The next packet, whose octets lie in `buffer` until more is received; `nil` where more is needed.
    ///
    /// - Throws: Once, when nothing more can be read.
    public mutating func next() throws(CaptureError) -> CapturedPacket? {
        while true {
            let step: Step
            switch format {
            case .failed: return nil
            case .unknown: step = try begin()
            case .pcap(let isLittleEndian, let link, let fractions):
                step = try nextRecord(isLittleEndian, link, fractions)
            case .pcapng(let isLittleEndian): step = try nextBlock(isLittleEndian)
            }
            switch step {
            case .incomplete: return nil
            case .nothing: continue
            case .packet(let packet): return packet
            }
        }
    }

    /// - Throws: Where the file ends inside a packet.
    public func finish() throws(CaptureError) {
        if case .failed = format { return }
        if position < buffer.count {
            throw CaptureError(
                .truncated, at: offset, "the last \(buffer.count - position) octets are not a whole packet")
        }
    }

    private func packet(_ microseconds: Int64, _ link: LinkType, at start: Int, _ count: Int) -> Step {
        let octets = position + start..<position + start + count
        return .packet(
            CapturedPacket(microseconds: microseconds, link: link, octets: octets, offset: passed + octets.lowerBound))
    }

    private mutating func fail(_ detail: String) -> CaptureError {
        format = .failed
        return CaptureError(.framing, at: offset, detail)
    }

    private func number(at index: Int, _ isLittleEndian: Bool) -> UInt32 {
        let value = buffer.span.uint32(at: position + index)
        return isLittleEndian ? value.byteSwapped : value
    }

    private func short(at index: Int, _ isLittleEndian: Bool) -> UInt16 {
        let value = buffer.span.uint16(at: position + index)
        return isLittleEndian ? value.byteSwapped : value
    }

    // MARK: pcap

    private mutating func begin() throws(CaptureError) -> Step {
        guard buffer.count - position >= 4 else { return .incomplete }
        let magic = buffer.span.uint32(at: position)
        let isLittleEndian: Bool
        let fractions: UInt64
        switch magic {
        case 0x0a0d_0d0a:
            format = .pcapng(isLittleEndian: false)
            return .nothing
        case 0xa1b2_c3d4: (isLittleEndian, fractions) = (false, 1_000_000)
        case 0xd4c3_b2a1: (isLittleEndian, fractions) = (true, 1_000_000)
        case 0xa1b2_3c4d: (isLittleEndian, fractions) = (false, 1_000_000_000)
        case 0x4d3c_b2a1: (isLittleEndian, fractions) = (true, 1_000_000_000)
        default: throw fail("no capture file begins with \(magic)")
        }
        guard buffer.count - position >= 24 else { return .incomplete }
        // The upper bits say how long the frame check sequence is.
        let link = LinkType(rawValue: UInt16(truncatingIfNeeded: number(at: 20, isLittleEndian)))
        position += 24
        format = .pcap(isLittleEndian: isLittleEndian, link: link, fractionPerSecond: fractions)
        return .nothing
    }

    private mutating func nextRecord(
        _ isLittleEndian: Bool, _ link: LinkType?, _ fractions: UInt64
    ) throws(CaptureError) -> Step {
        guard buffer.count - position >= 16 else { return .incomplete }
        let length = Int(number(at: 8, isLittleEndian))
        guard length <= limits.packetSize else { throw fail("a packet of \(length) octets") }
        guard buffer.count - position - 16 >= length else { return .incomplete }
        defer { position += 16 + length }
        guard let link else { return .nothing }
        let microseconds = UInt64(number(at: 4, isLittleEndian)) * 1_000_000 / fractions
        let seconds = Int64(number(at: 0, isLittleEndian))
        return packet(seconds * 1_000_000 + Int64(truncatingIfNeeded: microseconds), link, at: 16, length)
    }

    // MARK: pcapng

    private mutating func nextBlock(_ isLittleEndian: Bool) throws(CaptureError) -> Step {
        guard buffer.count - position >= 12 else { return .incomplete }
        var isLittleEndian = isLittleEndian
        let isSection = buffer.span.uint32(at: position) == 0x0a0d_0d0a
        if isSection {
            switch buffer.span.uint32(at: position + 8) {
            case 0x1a2b_3c4d: isLittleEndian = false
            case 0x4d3c_2b1a: isLittleEndian = true
            default: throw fail("a section without a byte-order magic")
            }
        }
        let length = Int(number(at: 4, isLittleEndian))
        guard length >= (isSection ? 28 : 12), length % 4 == 0, length <= limits.packetSize else {
            throw fail("a block of \(length) octets")
        }
        guard buffer.count - position >= length else { return .incomplete }
        guard Int(number(at: length - 4, isLittleEndian)) == length else {
            throw fail("a block whose two lengths differ")
        }
        if isSection {
            format = .pcapng(isLittleEndian: isLittleEndian)
            interfaces = []
        }
        defer { position += length }
        switch isSection ? 0 : number(at: 0, isLittleEndian) {
        case 1:
            addInterface(length, isLittleEndian)
            return .nothing
        case 2 where length >= 32:
            // The packet block of old: a short interface number.
            return packet(Int(short(at: 8, isLittleEndian)), length, isLittleEndian)
        case 6 where length >= 32:
            return packet(Int(number(at: 8, isLittleEndian)), length, isLittleEndian)
        case 3 where length >= 16:
            guard let link = interfaces.first?.link else { return .nothing }
            let count = min(Int(number(at: 8, isLittleEndian)), length - 16)
            return packet(0, link, at: 12, count)
        default: return .nothing
        }
    }

    private func packet(_ index: Int, _ length: Int, _ isLittleEndian: Bool) -> Step {
        guard index < interfaces.count, let link = interfaces[index].link else { return .nothing }
        let interface = interfaces[index]
        let captured = Int(number(at: 20, isLittleEndian))
        guard captured <= length - 32 else { return .nothing }
        let ticks = UInt64(number(at: 12, isLittleEndian)) << 32 | UInt64(number(at: 16, isLittleEndian))
        let (seconds, rest) = ticks.quotientAndRemainder(dividingBy: interface.resolution)
        let fraction = Double(rest) / Double(interface.resolution) * 1_000_000
        // Both are bounded, so that their sum in microseconds fits.
        let whole = Int64(clamping: min(seconds, 1 << 42)) + interface.offset
        return packet(whole * 1_000_000 + Int64(saturating: fraction), link, at: 28, captured)
    }

    private mutating func addInterface(_ length: Int, _ isLittleEndian: Bool) {
        guard interfaces.count < limits.interfaces, length >= 20 else { return }
        var resolution: UInt64 = 1_000_000
        var offset: Int64 = 0
        var option = 16
        while option + 4 <= length - 4 {
            let code = short(at: option, isLittleEndian)
            let count = Int(short(at: option + 2, isLittleEndian))
            guard code != 0, option + 4 + count <= length - 4 else { break }
            if code == 9, count == 1 {
                resolution = PacketCaptureReader.resolution(buffer[position + option + 4])
            } else if code == 14, count == 8 {
                let high = UInt64(number(at: option + 4, isLittleEndian))
                let low = UInt64(number(at: option + 8, isLittleEndian))
                offset = Int64(bitPattern: isLittleEndian ? low << 32 | high : high << 32 | low)
            }
            option += 4 + (count + 3) / 4 * 4
        }
        interfaces.append(
            Interface(
                link: LinkType(rawValue: short(at: 8, isLittleEndian)), resolution: resolution,
                offset: min(max(offset, -(1 << 40)), 1 << 40)))
    }

    /// Ticks a second of an `if_tsresol` option: a power of ten, or of two where its highest bit is set.
    private static func resolution(_ value: UInt8) -> UInt64 {
        let exponent = Int(value & 0x7f)
        if value & 0x80 != 0 { return exponent < 63 ? 1 << UInt64(exponent) : 1 << 62 }
        return (0..<min(exponent, 18)).reduce(1) { power, _ in power * 10 }
    }
}
