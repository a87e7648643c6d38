internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// A moment as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7).
struct HTTPDate: CustomStringConvertible {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    let date: Date

    init(_ date: Date) {
        self.date = date
    }

    /// The moment in `text`; the two obsolete forms, which nobody sends any more, are `nil` like all else.
    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = HTTPDate.months.firstIndex(of: String(parts[2])),
            let day = Int(parts[1]), let year = Int(parts[3]), (1...31).contains(day), (1...9_999).contains(year)
        else { return nil }
        let clock = parts[4].split(separator: ":").map { Int($0) ?? -1 }
        guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        var civil = CivilTime(0)
        (civil.year, civil.month, civil.day) = (year, month + 1, day)
        (civil.hour, civil.minute, civil.second) = (clock[0], clock[1], clock[2])
        date = civil.time.date
    }

    var description: String {
        let time = UnixTime(date)
        let civil = CivilTime(time)
        let day = Int((time >= 0 ? time : time - 86_399) / 86_400)
        var text: [UInt8] = []
        text.append(text: HTTPDate.days[((day % 7) + 7) % 7])
        text.append(", ")
        text.append(decimal: civil.day, width: 2)
        text.append(" ")
        text.append(text: HTTPDate.months[civil.month - 1])
        text.append(" ")
        text.append(decimal: civil.year, width: 4)
        for (mark, number) in [(" ", civil.hour), (":", civil.minute), (":", civil.second)] {
            text.append(text: mark)
            text.append(decimal: number, width: 2)
        }
        text.append(" GMT")
        return String(decoding: text, as: UTF8.self)
    }
}
