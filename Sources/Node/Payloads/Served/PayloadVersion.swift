/// Which payloads: a serial counts only within its session.
public struct PayloadVersion: Hashable, Sendable {
    public var session: UInt64
    public var serial: UInt32

    public init(session: UInt64, serial: UInt32) {
        self.session = session
        self.serial = serial
    }
}
