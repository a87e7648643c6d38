extension ConfigurationReading {
    /// A problem between keys that are right each for itself.
    struct Finding {
        /// The keys that it follows from.
        let keys: [String]
        let problem: ConfigurationProblem
    }

    func rules() -> [Finding] {
        timing() + sources() + listeners() + tls("rtr.tls", configuration.rtr.tls)
            + tls("http.tls", configuration.http.tls) + tokens() + lease() + watch()
    }

    /// A finding at the first of `keys` that was written, or at the first.
    func finding(_ keys: [String], at element: String? = nil, _ message: String) -> Finding {
        let key = element ?? keys.first { origin(of: $0) != .standard } ?? keys[0]
        return Finding(keys: keys, problem: ConfigurationProblem(.conflict, at: origin(of: key), key: key, message))
    }

    func warning(_ keys: [String], at element: String? = nil, _ message: String) -> Finding {
        let key = element ?? keys.first { origin(of: $0) != .standard } ?? keys[0]
        return Finding(
            keys: keys,
            problem: ConfigurationProblem(.risk, isWarning: true, at: origin(of: key), key: key, message))
    }
}

// MARK: - Rules

extension ConfigurationReading {
    private func timing() -> [Finding] {
        var found: [Finding] = []
        let rtr = configuration.rtr
        // RFC 8210 section 6: the expire interval is larger than the others.
        for (name, value) in [("refresh", rtr.refresh), ("retry", rtr.retry)] where rtr.expire <= value {
            found.append(
                finding(
                    ["rtr.expire", "rtr.\(name)"],
                    "rtr.expire (\(rtr.expire.configurationText)) must be more than rtr.\(name) "
                        + "(\(value.configurationText)) (RFC 8210 section 6)"))
        }
        if found.isEmpty, rtr.timers == nil {
            found.append(
                finding(
                    ["rtr.expire", "rtr.refresh", "rtr.retry"],
                    "rtr.expire must be at least a second more than rtr.refresh and rtr.retry (RFC 8210 section 6)"))
        }
        let rpki = configuration.rpki
        if !rpki.tals.isEmpty, configuration.http.staleAfter <= rpki.refresh {
            found.append(
                warning(
                    ["http.stale-after", "rpki.refresh"],
                    "/ready fails between refreshes: rpki.refresh is \(rpki.refresh.configurationText)"))
        }
        return found
    }

    private func sources() -> [Finding] {
        var found: [Finding] = []
        let rpki = configuration.rpki
        if rpki.tals.isEmpty {
            found.append(
                finding(["rpki.tals"], "no locators: nothing to serve"))
        }
        if !rpki.tals.isEmpty, !rpki.rrdp, !rpki.rsync {
            found.append(
                warning(
                    ["rpki.rsync", "rpki.rrdp"],
                    "neither RRDP nor rsync: nothing is fetched, the store stays as it is"))
        }
        if rpki.proxy != nil, rpki.rsync, !rpki.tals.isEmpty {
            found.append(
                warning(
                    ["rpki.proxy", "rpki.rsync"],
                    "rsync does not use this proxy: set RSYNC_PROXY in the environment, or rpki.rsync to false"))
        }
        if rpki.proxyCredentials != nil, rpki.proxy == nil {
            found.append(
                finding(["rpki.proxy-credentials", "rpki.proxy"], "rpki.proxy names no proxy that these are for"))
        }
        return found
    }

    private func listeners() -> [Finding] {
        var found: [Finding] = []
        var seen: [ListenAddress: String] = [:]
        let lists = [
            ("rtr.listen", configuration.rtr.listen), ("rtr.tls.listen", configuration.rtr.tls.listen),
            ("http.listen", configuration.http.listen), ("http.tls.listen", configuration.http.tls.listen),
            ("watch.bmp.listen", configuration.watch.bmp.enabled ? configuration.watch.bmp.listen : []),
        ]
        for (name, addresses) in lists {
            for (index, address) in addresses.enumerated() {
                let element = origins["\(name)[\(index)]"] == nil ? name : "\(name)[\(index)]"
                if address.port != 0, let other = seen.updateValue(name, forKey: address) {
                    found.append(finding([name, other], at: element, "\(address) is \(other)'s already"))
                }
                if name.hasPrefix("rtr."), !address.isLoopback, configuration.rtr.allow.isEmpty {
                    found.append(
                        warning(
                            [name, "rtr.allow"], at: element,
                            "\(address) can be reached from other machines, and rtr.allow names no prefixes"))
                }
            }
        }
        return found
    }

    private func tokens() -> [Finding] {
        let http = configuration.http
        var found: [Finding] = []
        for (index, token) in http.tokens.enumerated() {
            for other in http.tokens[..<index] where other.name == token.name || other.hash == token.hash {
                found.append(
                    finding(
                        ["http.tokens"], at: "http.tokens[\(index)]",
                        "there is another token with \(other.name == token.name ? "the name \(token.name)" : "this hash")"
                    ))
            }
        }
        if !http.tokens.isEmpty, let address = http.listen.first(where: { !$0.isLoopback }) {
            found.append(
                warning(
                    ["http.tokens", "http.listen"],
                    "who can see the traffic to \(address) can read the tokens: serve \(address) by http.tls.listen"))
        }
        return found
    }

    /// What a copy of the state folder would copy too cannot say that it is one.
    private func lease() -> [Finding] {
        guard let lease = configuration.rtr.lease else { return [] }
        let state = configuration.state
        guard state.hasPrefix("/") == lease.hasPrefix("/"), lease.pathComponents.starts(with: state.pathComponents)
        else { return [] }
        return [
            finding(
                ["rtr.lease", "state"],
                "it is in the state folder: a copy of that would go on with the same sessions; name a folder outside")
        ]
    }

    private func tls(_ section: String, _ tls: NodeConfiguration.TLS) -> [Finding] {
        let files = [("certificate", tls.certificate), ("key", tls.key), ("client-ca", tls.clientCA)]
        if tls.listen.isEmpty {
            let idle = files.filter { $0.1 != nil }.map { "\(section).\($0.0)" }
            return idle.isEmpty
                ? [] : [warning(idle + [section + ".listen"], "has no effect: \(section).listen names no address")]
        }
        return files.prefix(2).filter { $0.1 == nil }.map { name, _ in
            finding([section + ".listen", "\(section).\(name)"], "\(section).\(name) is missing")
        }
    }
}

extension String {
    /// The names on a path, without those that change nothing.
    fileprivate var pathComponents: [Substring] {
        split(separator: "/").filter { $0 != "." }
    }
}
