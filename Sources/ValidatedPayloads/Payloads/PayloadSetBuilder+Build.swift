import NumberResources

extension PayloadSetBuilder {
    /// The most providers that the ASPAs of one customer may name together.
    public static let maximumProviders = 10_000

    /// The set of all that was added.
    ///
    /// - Parameter maximumProviders: A customer with as many providers or more is left out, with all its ASPAs, and
    ///   listed as overflowed (draft-ietf-sidrops-aspa-profile section 5.5).
    public consuming func build(maximumProviders: Int = PayloadSetBuilder.maximumProviders) -> PayloadSet {
        let table = sources
        let (vrps, vrpSources) = PayloadSetBuilder.unique(&self.vrps, table)
        let (routerKeys, routerKeySources) = PayloadSetBuilder.unique(&self.routerKeys, table)
        var merged = PayloadSetBuilder.merge(&aspas, maximumProviders: maximumProviders, table)
        if !overflowedCustomers.isEmpty {
            merged.overflowed = Set(merged.overflowed + overflowedCustomers).sorted()
        }
        return PayloadSet(
            vrps: vrps, aspas: merged.aspas, routerKeys: routerKeys, overflowedCustomers: merged.overflowed,
            vrpSources: vrpSources, aspaSources: merged.sources, routerKeySources: routerKeySources, sources: table)
    }

    private static func unique<Payload>(
        _ rows: inout [Row<Payload>], _ table: PayloadSourceTable
    ) -> ([Payload], PayloadSourceColumn) {
        sort(&rows) { $0.payload < $1.payload }
        var payloads: [Payload] = []
        var column = PayloadSourceColumn()
        payloads.reserveCapacity(rows.count)
        column.reserveCapacity(rows.count)
        var start = 0
        while start < rows.count {
            let payload = rows[start].payload
            var end = start + 1
            while end < rows.count, rows[end].payload == payload { end += 1 }
            payloads.append(payload)
            if end == start + 1 {
                column.append(rows[start].source)
            } else {
                column.append(distinct(rows[start..<end], by: table.precedes))
            }
            start = end
        }
        rows = []
        return (payloads, column)
    }

    private static func merge(
        _ rows: inout [Row<ASPA>], maximumProviders: Int, _ table: PayloadSourceTable
    ) -> (aspas: [ASPA], overflowed: [ASN], sources: PayloadSourceColumn) {
        sort(&rows) { $0.payload.customer < $1.payload.customer }
        var merged: [ASPA] = []
        var overflowed: [ASN] = []
        var column = PayloadSourceColumn()
        var start = 0
        while start < rows.count {
            let customer = rows[start].payload.customer
            var end = start + 1
            while end < rows.count, rows[end].payload.customer == customer { end += 1 }
            var aspa = rows[start].payload
            if end > start + 1 {
                aspa = ASPA(customer: customer, providers: rows[start..<end].flatMap(\.payload.providers))
            }
            // AS 0 means that there are no providers, so it has no meaning in a list with others.
            if aspa.providers.count > 1, aspa.providers[0] == 0 {
                aspa = ASPA(customer: customer, providers: aspa.providers.dropFirst())
            }
            if aspa.providers.count >= maximumProviders {
                overflowed.append(customer)
            } else {
                merged.append(aspa)
                column.append(distinct(rows[start..<end], by: table.precedesInASPA))
            }
            start = end
        }
        rows = []
        return (merged, overflowed, column)
    }

    private static func distinct<Payload>(
        _ rows: ArraySlice<Row<Payload>>, by areInOrder: (PayloadSourceID, PayloadSourceID) -> Bool
    ) -> ArraySlice<PayloadSourceID> {
        if rows.count == 1 { return [rows[rows.startIndex].source] }
        return Set(rows.map(\.source)).sorted(by: areInOrder)[...]
    }

    /// Sorts what is not sorted yet: files and merged walks often are.
    private static func sort<Payload>(
        _ rows: inout [Row<Payload>], by areInOrder: (Row<Payload>, Row<Payload>) -> Bool
    ) {
        for index in rows.indices.dropFirst() where areInOrder(rows[index], rows[index - 1]) {
            rows.sort(by: areInOrder)
            return
        }
    }
}
