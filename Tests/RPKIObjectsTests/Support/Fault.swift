import RPKIObjects
import Testing

/// One wrong detail of something that is right otherwise, and the code that it must be refused with.
struct Fault<Plan>: Sendable, CustomTestStringConvertible {
    /// What is wrong.
    let testDescription: String
    let code: ObjectError.Code
    let edit: @Sendable (inout Plan) throws -> Void

    init(_ description: String, _ code: ObjectError.Code, _ edit: @escaping @Sendable (inout Plan) throws -> Void) {
        testDescription = description
        self.code = code
        self.edit = edit
    }
}

/// Octets in hexadecimal, with or without blanks.
func hex(_ text: String) -> [UInt8] {
    let digits = text.filter { !$0.isWhitespace }
    return stride(from: 0, to: digits.count, by: 2).compactMap { place in
        let start = digits.index(digits.startIndex, offsetBy: place)
        return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16)
    }
}

/// Expects `body` to be refused with `code`, at a place within `octets` if at one.
func expectRefusal(
    _ code: ObjectError.Code, of octets: [UInt8], _ comment: String = "",
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws(ObjectError) -> Void
) {
    let error = refusal(body)
    #expect(error?.code == code, "\(comment) \(error.map(\.description) ?? "accepted")", sourceLocation: sourceLocation)
    if let offset = error?.offset {
        #expect((0...octets.count).contains(offset), sourceLocation: sourceLocation)
    }
}
