internal import TextFormats

extension RPKIStatus {
    /// - Parameter freshness: Whether what is served can be relied on; `nil` where nothing is to be served.
    func health(_ freshness: Freshness?) -> ModuleHealth {
        let reason: String? =
            switch freshness {
            case .current, nil: nil
            case .absent: "no payloads yet, or they were withdrawn"
            case .expired: "the payloads have expired and are not served"
            case .stale: "the last successful refresh is too long ago"
            }
        return ModuleHealth(
            fault: reason.map { ModuleHealth.Fault(word: freshness?.word ?? "", reason: $0) },
            parts: [
                ModuleHealth.Part(.run) { json in
                    json.member("lastError", snapshot.failedRun?.error)
                    json.members(of: snapshot.rejectionTally)
                }
            ])
    }
}
