internal import struct FoundationEssentials.Date

extension RFC3339: LosslessStringConvertible {
    /// The moment that `text` names: date, "T" or a space, time, and "Z" or an offset (RFC 3339 section 5.6). A fraction of
    /// a second is read and dropped. `nil` for anything else, a leap second included.
    public init?(_ text: String) {
        var digits = Array(text.utf8)[...]
        guard let year = digits.number(4), digits.skip("-"), let month = digits.number(2), digits.skip("-"),
            let day = digits.number(2), digits.skip("T") || digits.skip("t") || digits.skip(" "),
            let hour = digits.number(2), digits.skip(":"), let minute = digits.number(2), digits.skip(":"),
            let second = digits.number(2), hour < 24, minute < 60, second < 60
        else { return nil }
        if digits.skip(".") {
            guard digits.number(1) != nil else { return nil }
            while digits.number(1) != nil {}
        }
        var offset = 0
        if !digits.skip("Z"), !digits.skip("z") {
            let isEast = digits.skip("+")
            guard isEast || digits.skip("-"), let hours = digits.number(2), digits.skip(":"),
                let minutes = digits.number(2), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (isEast ? 60 : -60)
        }
        guard digits.isEmpty, let days = CivilDate(year: year, month: month, day: day)?.daysSince1970 else {
            return nil
        }
        self.init(
            Date(timeIntervalSince1970: Double(((days * 24 + hour) * 60 + minute) * 60 + second - offset)))
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func number(_ count: Int) -> Int? {
        guard self.count >= count else { return nil }
        var number = 0
        for octet in prefix(count) {
            guard octet >= 0x30, octet <= 0x39 else { return nil }
            number = number * 10 + Int(octet - 0x30)
        }
        removeFirst(count)
        return number
    }

    fileprivate mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first, UInt32(first) == character.value else { return false }
        removeFirst()
        return true
    }
}
