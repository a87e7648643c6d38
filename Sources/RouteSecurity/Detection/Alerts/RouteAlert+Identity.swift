import BGPMessages
import NumberResources
import SecurityEvents

extension RouteAlert {
    /// Sixteen digits that a key and the moment of the first alert about it give.
    static func id(_ key: AlertKey, _ raised: BGPTime) -> String {
        let parts = [
            key.subject.description, key.alertClass.rawValue, key.offender?.description ?? "",
            String(raised.microseconds),
        ]
        return String(SecurityEvent.digest(of: parts).prefix(16))
    }
}
