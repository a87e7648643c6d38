package import ValidatedPayloads

extension PayloadSet {
    /// The union of `sets`.
    package init(merging sets: [PayloadSet]) {
        guard sets.count != 1 else {
            self = sets[0]
            return
        }
        var builder = PayloadSetBuilder()
        for set in sets {
            for row in set.vrpRows { for source in row.sources { builder.add(row.payload, source: source) } }
            for row in set.aspaRows { for source in row.sources { builder.add(row.payload, source: source) } }
            for row in set.routerKeyRows { for source in row.sources { builder.add(row.payload, source: source) } }
        }
        self = builder.build()
    }
}
