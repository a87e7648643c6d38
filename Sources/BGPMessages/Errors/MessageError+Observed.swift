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

extension [MessageError] {
    /// Keeps a route that a router has regardless of these faults, where AS_PATH, the one attribute that judgements need, is
    /// known.
    mutating func keepObservedRoute(_ layout: AttributeLayout) {
        if isEmpty { return }
        guard layout[.asPath].isPresent, !contains(where: { $0.code == .asPath }) else { return }
        for index in indices where self[index].handling == .treatAsWithdraw { self[index] = self[index].withRoutes }
    }
}
