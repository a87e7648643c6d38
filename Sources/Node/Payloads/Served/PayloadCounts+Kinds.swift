internal import ValidatedPayloads

extension PayloadCounts {
    /// By the kinds' names in metrics.
    var byKind: [(kind: String, count: Int)] { [("vrp", vrps), ("aspa", aspas), ("router_key", routerKeys)] }
}
