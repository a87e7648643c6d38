/// The environment's proxy for HTTPS, which other programs use.
package enum ProxyEnvironment {
    /// The variable that names one; `nil` when none does.
    package static func name(in environment: [String: String]) -> String? {
        ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].first { !(environment[$0] ?? "").isEmpty }
    }
}
