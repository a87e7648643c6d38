extension MessageError {
    /// The same fault, whose routes stand.
    var withRoutes: MessageError {
        MessageError(code, .attributeDiscard, rule, at: offset, detail)
    }

    /// Routes were read contrary to what was announced of path identifiers.
    @inline(never)
    static func pathIdentifiers(at offset: Int, _ hasPathIDs: Bool) -> MessageError {
        MessageError(
            .pathIdentifiers, .attributeDiscard, "RFC 7911 section 3", at: offset,
            hasPathIDs
                ? "routes have path identifiers, which were not announced; they were read so"
                : "routes have no path identifiers, which were announced; they were read so")
    }
}
