package import struct FoundationEssentials.Date

/// A moment as mail writes it: `Sun, 6 Nov 1994 08:49:37 +0000` (RFC 5322 section 3.3).
package struct MailDate: CustomStringConvertible, Sendable {
    package let date: Date

    package init(_ date: Date) {
        self.date = date
    }

    package var description: String {
        var text: [UInt8] = []
        text.append(calendar: CivilTime(UnixTime(date)), dayDigits: 1)
        text.append(" +0000")
        return String(decoding: text, as: UTF8.self)
    }
}
