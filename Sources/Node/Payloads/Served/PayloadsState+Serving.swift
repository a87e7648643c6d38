internal import HTTPService

internal import struct FoundationEssentials.Date

extension PayloadsState {
    /// The payloads that are served at `now`, for an answer.
    ///
    /// - Throws: `APIError` with status 503 when there is nothing.
    func serving(at now: Date) throws(APIError) -> VersionedPayloads {
        guard let current = current(at: now) else {
            let reason =
                switch freshness(at: now) {
                case .expired: "the payloads have expired and are not served"
                case .absent, .current, .stale:
                    failure.map { "no payloads yet; the last run failed: \($0)" }
                        ?? "no payloads yet; the first validation is running"
                }
            throw .unavailable(reason, retryAfter: 30)
        }
        return current
    }
}
