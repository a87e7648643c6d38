/// Decompresses gzip of many members, bzip2 of many streams or zstd of many frames, portion by portion: between two
/// steps the caller may stop.
package final class Decompressor {
    /// The result of one step.
    package struct Step: Hashable, Sendable {
        /// Octets of the input that need not be given again.
        package let consumed: Int
        /// Octets at the front of the output.
        package let produced: Int
    }

    package let format: CompressionFormat
    private let limits: DecompressionLimits
    private let allowsPadding: Bool
    private let decoder: any MemberDecoder
    /// Thrown by the next step: what came out before is delivered first.
    private var fault: CompressionError?
    private var consumed = 0
    private var produced = 0
    private var members = 0
    private var isInMember = false
    private var memberStart = 0
    /// The first octets of the member that were looked at, at most four, and how many.
    private var head: (octets: UInt32, count: Int) = (0, 0)

    /// True if the next step may give octets without being given any.
    package private(set) var mayHoldMore = false

    /// - Parameters:
    ///   - format: Not `none`.
    ///   - allowsPadding: Whether zeros may follow a member, as in files that were padded to the size of a block.
    /// - Throws: ``CompressionError`` with the code `unavailable`.
    package init(
        _ format: CompressionFormat, limits: DecompressionLimits = DecompressionLimits(), allowsPadding: Bool = false
    ) throws(CompressionError) {
        precondition(format != .none, "what is not compressed needs no decompressor")
        self.format = format
        self.limits = limits
        self.allowsPadding = allowsPadding
        guard let decoder = format.makeDecoder() else {
            throw CompressionError(.unavailable, format, at: 0, "could not start the library for \(format.rawValue)")
        }
        self.decoder = decoder
    }

    /// Reads from `input` and writes to the front of `output` as far as either lasts, at most to the end of a member.
    ///
    /// - Throws: ``CompressionError``; from then on each step throws the same.
    package func step(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CompressionError) -> Step {
        if let fault { throw fault }
        var rest = input
        if !isInMember {
            if allowsPadding, members > 0 {
                rest = UnsafeRawBufferPointer(rebasing: input[(input.firstIndex { $0 != 0 } ?? input.endIndex)...])
                consumed += input.count - rest.count
            }
            guard !rest.isEmpty else { return Step(consumed: input.count, produced: 0) }
            try beginMember()
        }
        try checkHead(rest)
        let step = decoder.step(rest, output)
        consumed += step.consumed
        produced += step.produced
        if let exceeded = limits.exceeded(consumed: consumed, produced: produced) {
            throw fail(exceeded.code, at: consumed, exceeded.detail)
        }
        mayHoldMore = step.state == .more && step.produced == output.count
        switch step.state {
        case .memberEnd: isInMember = false
        case .failed(let reason): fail(.damaged, at: consumed, reason)
        case .more where step.consumed == 0 && step.produced == 0 && !rest.isEmpty && !output.isEmpty:
            fail(.damaged, at: consumed, "the compressed data do not continue")
        case .more: break
        }
        if let fault, step.produced == 0 { throw fault }
        return Step(consumed: input.count - rest.count + step.consumed, produced: step.produced)
    }

    /// Checks that what was given was whole.
    ///
    /// - Throws: ``CompressionError``, also where nothing was given.
    package func finish() throws(CompressionError) {
        if let fault { throw fault }
        if isInMember || members == 0 { throw fail(.truncated, at: consumed, "the compressed data are incomplete") }
    }

    private func beginMember() throws(CompressionError) {
        guard members < limits.members else {
            throw fail(.members, at: consumed, "more than \(limits.members) members")
        }
        if members > 0, !decoder.restart() {
            throw fail(.unavailable, at: consumed, "the library for \(format.rawValue) could not continue")
        }
        members += 1
        isInMember = true
        memberStart = consumed
        head = (0, 0)
    }

    /// Looks at the first octets of a member before the library does: what is something else is not called damaged.
    private func checkHead(_ rest: UnsafeRawBufferPointer) throws(CompressionError) {
        var place = head.count - (consumed - memberStart)
        while head.count < CompressionFormat.headSize, rest.indices.contains(place) {
            head = (head.octets << 8 | UInt32(rest[place]), head.count + 1)
            place += 1
            guard format.mayBegin(with: head.octets, head.count) else {
                throw members > 1
                    ? fail(.trailing, at: memberStart, "other data follow the compressed data")
                    : fail(.damaged, at: memberStart, "not \(format.rawValue) data")
            }
        }
    }

    @discardableResult
    private func fail(_ code: CompressionError.Code, at offset: Int, _ detail: String) -> CompressionError {
        let error = CompressionError(code, format, at: offset, detail)
        fault = error
        return error
    }
}
