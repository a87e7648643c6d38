extension [MessageError] {
    /// Keeps a route that a router has regardless of these faults, where AS_PATH, the one attribute that judgements need, is
    /// known.
    mutating func keepObservedRoute(_ layout: AttributeLayout) {
        if isEmpty { return }
        guard layout[.asPath].isPresent, !contains(where: { $0.code == .asPath }) else { return }
        for index in indices where self[index].handling == .treatAsWithdraw { self[index] = self[index].withRoutes }
    }
}
