internal import ValidatedPayloads

/// Served payloads, made ready to answer questions about.
final class VersionedPayloads: Sendable {
    let served: ServedPayloads
    let session: UInt64
    let validation: OriginValidation
    let history: PayloadHistory
    /// Grows with each version, to distinguish the encoded bodies of one version from those of another.
    let number: UInt64
    /// Number of the first version with the same payloads in the same order.
    let contentNumber: UInt64

    init(
        served: ServedPayloads, session: UInt64, validation: OriginValidation, history: PayloadHistory, number: UInt64,
        contentNumber: UInt64
    ) {
        self.served = served
        self.session = session
        self.validation = validation
        self.history = history
        self.number = number
        self.contentNumber = contentNumber
    }

    var version: PayloadVersion {
        PayloadVersion(session: session, serial: served.serial)
    }

    /// The changes since `version`; `nil` when everything has to be given.
    func delta(since version: PayloadVersion) -> PayloadDelta? {
        guard version.session == session else { return nil }
        if version.serial == served.serial { return PayloadDelta() }
        return history.delta(since: version.serial)
    }
}
