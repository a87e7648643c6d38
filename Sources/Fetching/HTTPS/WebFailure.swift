/// Describes the failure of a connection, for an operator.
public enum WebFailure {
    /// In one line: in words where the cause is known, without the text of libraries where it is TLS.
    ///
    /// - Parameters:
    ///   - uri: what was asked for; `http` and `https` alone.
    ///   - trustSetting: the setting that names further authorities; `nil` where there is none.
    public static func reason(of error: any Error, at uri: HTTPSURI, trustSetting: String?) async -> String {
        if let fault = await ServerIdentity(host: uri.host).explain(error, port: uri.origin.port) {
            return fault.description(authorities: trustSetting)
        }
        return FetchError(error, fetching: uri).detail
    }
}
