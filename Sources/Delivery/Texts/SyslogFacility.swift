/// The kind of program that sends a message of syslog (RFC 5424 section 6.2.1), by the usual names.
public enum SyslogFacility: String, Hashable, Sendable, CaseIterable {
    case user, daemon, auth, authpriv, local0, local1, local2, local3, local4, local5, local6, local7

    /// Its number in messages.
    public var number: Int {
        switch self {
        case .user: 1
        case .daemon: 3
        case .auth: 4
        case .authpriv: 10
        case .local0: 16
        case .local1: 17
        case .local2: 18
        case .local3: 19
        case .local4: 20
        case .local5: 21
        case .local6: 22
        case .local7: 23
        }
    }
}
