internal import Fetching
internal import LocalFiles

extension LocalInputs {
    /// The most octets of a file with name and password.
    package static let credentialsOctets = 4096

    /// Reads name and password for the proxy.
    mutating func readProxyCredentials(_ path: String, _ reading: ConfigurationReading) {
        let key = "rpki.proxy-credentials"
        if LocalFile.isOpenToOthers(path) {
            report(.invalidFile, key, reading, "\(path): everybody may read it; chmod 600 it")
            return
        }
        proxyCredentials = decoded(
            path, key, reading, limit: LocalInputs.credentialsOctets,
            HTTPSOptions.Proxy.Credentials.init(decoding:))
    }
}

extension ConfigurationReading {
    /// What is in the environment and not looked at, though other programs do.
    func unusedEnvironment(_ environment: [String: String]) -> [ConfigurationProblem] {
        let rpki = configuration.rpki
        guard rpki.proxy == nil, rpki.rrdp, !rpki.tals.isEmpty, let name = ProxyEnvironment.name(in: environment) else {
            return []
        }
        return [
            ConfigurationProblem(
                .risk, isWarning: true, at: .environment(name), key: "rpki.proxy",
                "\(name) is not used; rpki.proxy names a proxy")
        ]
    }
}

/// The environment's proxy for HTTPS, which other programs use.
package enum ProxyEnvironment {
    /// The variable that names one; `nil` when none does.
    package static func name(in environment: [String: String]) -> String? {
        ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].first { !(environment[$0] ?? "").isEmpty }
    }
}
