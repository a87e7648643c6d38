internal import NumberResources

extension PayloadSet {
    /// The set without the VRPs that `isLeftOut` says, and how many those were.
    public func leavingOut(_ isLeftOut: (PayloadRow<VRP>) -> Bool) -> (set: PayloadSet, removed: Int) {
        var builder = PayloadSetBuilder(forRowsOf: self)
        for row in vrpRows where !isLeftOut(row) { builder.add(row.payload, sources: row.sources) }
        for row in aspaRows { builder.add(row.payload, sources: row.sources) }
        for row in routerKeyRows { builder.add(row.payload, sources: row.sources) }
        let set = builder.build()
        return (set, vrps.count - set.vrps.count)
    }
}
