internal import HTTPService
internal import Hummingbird
internal import TextFormats

/// The answer of `/health` and `/ready`: 200, or 503 with a reason.
struct HealthAnswer: Sendable {
    /// The first that is wrong; `nil` when nothing is. What the node is not to do cannot be wrong.
    let fault: ModuleHealth.Fault?
    /// A sentence about all that is wrong.
    private let reason: String?
    private let parts: [ModuleHealth.Part]

    /// - Parameter services: Those of services that the configuration asks for.
    init(_ services: [ModuleHealth], _ alarms: [Alarm]) {
        let faults = services.compactMap(\.fault)
        fault = faults.first
        reason = faults.isEmpty ? nil : faults.map(\.reason).joined(separator: "; ")
        parts = services.flatMap(\.parts) + [ModuleHealth.Part(.alarms) { $0.members(of: alarms) }]
    }

    var status: HTTPResponse.Status {
        fault == nil ? .ok : .serviceUnavailable
    }

    /// - Parameter hasDetails: Whether alarms and the last failure are included.
    func body(hasDetails: Bool) -> [UInt8] {
        JSONWriter.object(.indented) { json in
            json.member("status", fault?.word ?? "ok")
            json.member("reason", reason)
            parts.filter { hasDetails || $0.place < .details }.write(to: &json)
        }
    }
}
