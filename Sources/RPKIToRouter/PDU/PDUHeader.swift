package import NIOCore

/// The first eight octets of every PDU (RFC 8210 section 5.1).
package struct PDUHeader: Hashable, Sendable {
    package static let size = 8
    /// The most octets of a PDU (draft-ietf-sidrops-8210bis section 5.1).
    package static let maximumLength: UInt32 = 65_535

    package let version: UInt8
    package let type: UInt8
    /// The session, the error code, or the flags and a zero octet.
    package let field: UInt16
    package let length: UInt32

    /// The header at the start of `buffer`, which keeps it; `nil` while it is not whole.
    package init?(peeking buffer: ByteBuffer) {
        guard let octets = buffer.getInteger(at: buffer.readerIndex, as: UInt64.self) else { return nil }
        version = UInt8(truncatingIfNeeded: octets >> 56)
        type = UInt8(truncatingIfNeeded: octets >> 48)
        field = UInt16(truncatingIfNeeded: octets >> 32)
        length = UInt32(truncatingIfNeeded: octets)
    }

    package var isErrorReport: Bool {
        type == PDUType.errorReport.rawValue
    }
}

/// The reason why octets are not a valid PDU, with the code for the Error Report to the peer.
package struct PDUError: Error, Hashable, Sendable {
    package let code: RTRErrorCode
    package let reason: String
    /// The octets themselves, perhaps cut off.
    package let pdu: [UInt8]
    /// True if it was an Error Report, which is never answered with one (RFC 8210 section 5.11).
    package let isErrorReport: Bool

    /// The most octets of a PDU that are sent back.
    static let quoted = 1_024

    @inline(never)
    package init(_ code: RTRErrorCode, _ reason: String, header: PDUHeader, in buffer: ByteBuffer) {
        self.code = code
        self.reason = reason
        let count = min(buffer.readableBytes, Int(header.length), PDUError.quoted)
        pdu =
            buffer.getBytes(at: buffer.readerIndex, length: max(count, min(PDUHeader.size, buffer.readableBytes))) ?? []
        isErrorReport = header.isErrorReport
    }

    /// The Error Report to the peer.
    package var report: ErrorReport {
        ErrorReport(code, pdu: pdu, text: reason)
    }
}
