internal import DeskStore
internal import NIOPosix
internal import NumberResources

extension ReadinessConsole {
    /// The days of an economy that are kept, in order; the latest alone where nothing is kept.
    func trend(of code: String, days: ClosedRange<Int>? = nil) async throws -> [StoredReadiness.Economy] {
        guard let store else {
            let economy = state.current?.economy(code)
            return economy.map { days?.contains($0.day) ?? true ? [$0] : [] } ?? []
        }
        return try await NIOThreadPool.singleton.runIfActive {
            if let days { try store.trend(of: code, days: days) } else { try store.trend(of: code) }
        }
    }

    /// The days of a network.
    func trend(of asn: ASN) async throws -> [StoredReadiness.Network] {
        guard let store else { return state.current?.network(asn).map { [$0] } ?? [] }
        return try await NIOThreadPool.singleton.runIfActive { try store.trend(of: asn.rawValue) }
    }

    /// The networks of an economy on the first and the last day of a span of which they are kept.
    func ends(
        of code: String, _ days: ClosedRange<Int>
    ) async throws -> (first: [StoredReadiness.Network], last: [StoredReadiness.Network]) {
        guard let store else {
            let current = state.current.flatMap { days.contains($0.stored.run.day) ? $0.networks(of: code) : nil } ?? []
            return (current, current)
        }
        return try await NIOThreadPool.singleton.runIfActive {
            guard let span = try store.networkDays(of: code, within: days) else { return ([], []) }
            return (
                try store.networks(of: code, day: span.lowerBound), try store.networks(of: code, day: span.upperBound)
            )
        }
    }
}
