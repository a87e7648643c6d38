extension MessageError {
    /// A section of RFC 7854.
    static func rfc7854(_ section: String) -> String {
        "RFC 7854 section \(section)"
    }

    /// A fault of what lies behind the headers.
    @inline(never)
    static func bmpBody(_ section: String, at offset: Int, _ detail: String) -> MessageError {
        MessageError(.bmpMessageBody, .skip, rfc7854(section), at: offset, detail)
    }

    @inline(never)
    static func bmpTLV(at offset: Int, _ detail: String) -> MessageError {
        MessageError(.bmpTLVLength, .skip, rfc7854("4.4"), at: offset, detail)
    }

    @inline(never)
    static func bmpTooManyTLVs(at offset: Int, _ limits: BMPLimits) -> MessageError {
        MessageError(.bmpTLVLimit, .skip, "Docs/Limits.md", at: offset, "more than \(limits.tlvs) TLVs")
    }
}
