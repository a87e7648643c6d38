import Foundation
import FuzzDriver
import RPKIObjects

/// Reads `bytes` from end to end, each value as every kind that it could be, and what is constructed inside out.
func readAll(_ bytes: [UInt8]) {
    var pending = [DERReader(0..<bytes.count)]
    while var reader = pending.popLast() {
        while !reader.isAtEnd {
            let start = reader
            guard let value = try? reader.next(bytes.span) else { break }
            precondition(value.content.upperBound <= bytes.count && value.whole.lowerBound < reader.offset)
            readAsEveryKind(start, bytes)
            if value.tag.rawValue & 0x20 != 0 || value.tag == .octetString {
                pending.append(DERReader(value.content))
            }
        }
    }
}

func readAsEveryKind(_ start: DERReader, _ bytes: [UInt8]) {
    func attempt<Value>(_ read: (inout DERReader) throws -> Value) {
        var reader = start
        _ = try? read(&reader)
    }
    attempt { try $0.boolean(bytes.span) }
    attempt { try $0.integer(bytes.span) }
    attempt { try $0.unsigned(bytes.span) }
    attempt { try $0.objectIdentifier(bytes.span) }
    attempt { try $0.bitString(bytes.span) }
    attempt { try $0.null(bytes.span) }
    attempt { try $0.asn(bytes.span) }
    attempt { try $0.time(bytes.span) }
    attempt { try $0.utcTime(bytes.span) }
    attempt { try $0.generalizedTime(bytes.span) }
    attempt { try $0.sequence(bytes.span) }
}

let status = fuzz { data, size in
    readAll(octets(data, size))
    return 0
}
exit(status)
