internal import NumberResources

/// The places of the parts of an UPDATE (RFC 4271 section 4.3).
package struct UpdateLayout: Sendable {
    package let withdrawn: Range<Int>
    package let attributes: Range<Int>
    package let announced: Range<Int>

    /// Reads the two lengths in a message whose header is good and that ends with `octets`.
    ///
    /// - Parameter start: Where the body begins: 19 after the start of the message.
    package init(_ octets: Span<UInt8>, from start: Int = BGPMessageHeader.size) throws(MessageError) {
        let end = octets.count
        guard start + 4 <= end else { throw .message(.messageLength, "6.1", at: start, "too short for two lengths") }
        let withdrawnEnd = start + 2 + Int(octets.uint16(at: start))
        guard withdrawnEnd + 2 <= end else {
            throw .message(
                .withdrawnLength, "6.3", at: start, "\(withdrawnEnd - start - 2) octets of withdrawn routes are cut off"
            )
        }
        let attributesEnd = withdrawnEnd + 2 + Int(octets.uint16(at: withdrawnEnd))
        guard attributesEnd <= end else {
            throw .message(
                .attributesLength, "6.3", at: withdrawnEnd,
                "\(attributesEnd - withdrawnEnd - 2) octets of attributes, \(end - withdrawnEnd - 2) left")
        }
        withdrawn = start + 2..<withdrawnEnd
        attributes = withdrawnEnd + 2..<attributesEnd
        announced = attributesEnd..<end
    }
}
