/// Cuts octets that come in any pieces into lines, whose ends are LF or CR LF; the one place that looks for ends of lines.
///
/// ```swift
/// cutter.append(chunk)
/// while let line = cutter.next() { use(cutter.octets[line.range]) }
/// ```
package struct LineCutter: Sendable {
    package struct Line: Hashable, Sendable {
        /// The place of the line in ``LineCutter/octets``, without its end, until more octets are appended.
        package let range: Range<Int>
        /// The number of octets before it.
        package let offset: Int
        /// True if it is longer than allowed: it is passed over, and `range` is empty.
        package let isTooLong: Bool
    }

    private let limit: Int
    package private(set) var octets: [UInt8] = []
    private var position = 0
    /// The part of `octets` that is known to contain no end of a line.
    private var searched = 0
    /// Octets before `octets`.
    private var dropped = 0
    /// True if what comes belongs to a line that is too long.
    private var isSkipping = false

    /// - Parameter limit: The most octets of a line, without its end.
    package init(limit: Int) {
        self.limit = limit
    }

    /// The number of octets before those that have not been returned in a line.
    package var offset: Int { dropped + position }

    package mutating func append(_ chunk: [UInt8]) {
        dropped += position
        if position == octets.count {
            octets = chunk
        } else {
            octets.removeSubrange(0..<position)
            octets.append(contentsOf: chunk)
        }
        searched -= position
        position = 0
    }

    /// The next line that is whole, or too long already; `nil` where more octets are needed.
    package mutating func next() -> Line? {
        while true {
            guard let end = firstEnd(from: max(position, searched)) else { break }
            let start = position
            position = end + 1
            searched = position
            if !isSkipping { return line(start, end) }
            isSkipping = false
        }
        searched = octets.count
        // A carriage return at the end may belong to the end of the line.
        let rest = octets.count - position - (octets.last == 0x0d ? 1 : 0)
        guard isSkipping || rest > limit else { return nil }
        let line = isSkipping ? nil : Line(range: position..<position, offset: offset, isTooLong: true)
        isSkipping = true
        position = octets.count
        return line
    }

    /// After the last octets: what is there without an end.
    package mutating func last() -> Line? {
        let start = position
        position = octets.count
        searched = position
        if isSkipping || start == position { return nil }
        let line = line(start, position)
        return line
    }

    private func line(_ start: Int, _ end: Int) -> Line {
        let end = end > start && octets[end - 1] == 0x0d ? end - 1 : end
        let isTooLong = end - start > limit
        return Line(range: start..<(isTooLong ? start : end), offset: dropped + start, isTooLong: isTooLong)
    }

    private func firstEnd(from start: Int) -> Int? {
        octets.withUnsafeBufferPointer { octets in
            var index = start
            while index < octets.count {
                if octets[index] == 0x0a { return index }
                index += 1
            }
            return nil
        }
    }
}
