extension ConfigurationReading {
    /// What is wrong between keys that are right each for itself.
    func rules() -> [ConfigurationProblem] {
        timing() + sources() + listeners() + tls("rtr.tls", configuration.rtr.tls)
            + tls("http.tls", configuration.http.tls)
    }

    private func problem(
        _ code: ConfigurationProblem.Code, isWarning: Bool = false, _ key: String, _ message: String
    ) -> ConfigurationProblem {
        ConfigurationProblem(code, isWarning: isWarning, at: origin(of: key), key: key, message)
    }

    /// RFC 8210 section 6: the expire interval is larger than the others.
    private func timing() -> [ConfigurationProblem] {
        var found: [ConfigurationProblem] = []
        let rtr = configuration.rtr
        for (name, value) in [("refresh", rtr.refresh), ("retry", rtr.retry)] where rtr.expire <= value {
            // The place is that of the key which was written, and of the later one where both were.
            let key = origin(of: "rtr.expire") == .standard ? "rtr.\(name)" : "rtr.expire"
            found.append(
                problem(
                    .conflict, key,
                    "rtr.expire (\(rtr.expire.configurationText)) must be more than rtr.\(name) "
                        + "(\(value.configurationText)) (RFC 8210 section 6)"))
        }
        if configuration.http.staleAfter <= configuration.rpki.refresh, !configuration.rpki.tals.isEmpty {
            found.append(
                problem(
                    .risk, isWarning: true, "http.stale-after",
                    "/ready fails between refreshes: rpki.refresh is \(configuration.rpki.refresh.configurationText)"))
        }
        return found
    }

    private func sources() -> [ConfigurationProblem] {
        var found: [ConfigurationProblem] = []
        let rpki = configuration.rpki
        if rpki.tals.isEmpty, configuration.payloads.sources.isEmpty {
            found.append(
                problem(.conflict, "rpki.tals", "neither locators here nor payloads.sources: nothing to serve"))
        }
        if !rpki.tals.isEmpty, !rpki.rrdp, !rpki.rsync {
            found.append(
                problem(
                    .risk, isWarning: true, "rpki.rsync",
                    "neither RRDP nor rsync: nothing is fetched, the store stays as it is"))
        }
        return found
    }

    private func listeners() -> [ConfigurationProblem] {
        var found: [ConfigurationProblem] = []
        var seen: [ListenAddress: String] = [:]
        let lists = [
            ("rtr.listen", configuration.rtr.listen), ("rtr.tls.listen", configuration.rtr.tls.listen),
            ("http.listen", configuration.http.listen), ("http.tls.listen", configuration.http.tls.listen),
        ]
        for (name, addresses) in lists {
            for (index, address) in addresses.enumerated() {
                let key = "\(name)[\(index)]"
                if address.port != 0, let other = seen.updateValue(name, forKey: address) {
                    found.append(problem(.conflict, key, "\(address) is \(other)'s already"))
                }
                if name.hasPrefix("rtr."), !address.isLoopback, configuration.rtr.allow.isEmpty {
                    found.append(
                        problem(
                            .risk, isWarning: true, key,
                            "\(address) can be reached from other machines, and rtr.allow names no prefixes"))
                }
            }
        }
        return found
    }

    private func tls(_ section: String, _ tls: NodeConfiguration.TLS) -> [ConfigurationProblem] {
        var found: [ConfigurationProblem] = []
        if !tls.listen.isEmpty {
            for (name, path) in [("certificate", tls.certificate), ("key", tls.key)] where path == nil {
                found.append(problem(.conflict, "\(section).listen", "\(section).\(name) is missing"))
            }
        } else if tls.certificate != nil || tls.key != nil || tls.clientCA != nil {
            let key = ["certificate", "key", "client-ca"].map { "\(section).\($0)" }.first { origins[$0] != nil }
            found.append(
                problem(
                    .risk, isWarning: true, key ?? section, "has no effect: \(section).listen names no address"))
        }
        return found
    }
}
