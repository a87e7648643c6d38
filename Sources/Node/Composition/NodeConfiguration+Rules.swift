public import ConfigurationKeys

extension NodeConfiguration {
    public func check(_ rules: inout ConfigurationRules) {
        for section in NodeConfiguration.sections { section.check(self, &rules) }
        checkSources(&rules)
        checkListeners(&rules)
        checkLease(&rules)
        checkConsole(&rules)
    }

    private func checkConsole(_ rules: inout ConfigurationRules) {
        guard console.enabled else { return }
        if http.listeners.isEmpty {
            rules.refuse(
                ["console.enabled", "http.listen", "http.tls.listen"],
                "http.listen and http.tls.listen are empty: no browser can reach the console")
        }
        if !http.listen.isEmpty, http.tls.listen.isEmpty, http.trustedProxies.isEmpty,
            !http.listen.contains(where: \.isLoopback)
        {
            rules.warn(
                ["console.enabled", "http.listen"],
                "no one can log in: http.listen is not encrypted and not on this machine alone; use http.tls.listen or http.trusted-proxies"
            )
        }
        if console.sessionIdle > console.session {
            rules.warn(
                ["console.session-idle", "console.session"],
                "sessions end after \(console.session.configurationText), before they can be idle for so long")
        }
    }

    private func checkSources(_ rules: inout ConfigurationRules) {
        if !rpki.isEnabled, !watch.isEnabled {
            rules.refuse(
                ["rpki.tals", "watch.asns", "watch.prefixes"],
                "nothing to do: rpki.tals, watch.asns and watch.prefixes are empty")
        }
        for (key, addresses) in [("rtr.listen", rtr.listen), ("rtr.tls.listen", rtr.tls.listen)]
        where !rpki.isEnabled && !addresses.isEmpty && rules.isWritten(key) {
            rules.warn(
                [key, "rpki.tals"], at: key, "rpki.tals is empty: the node has no payloads and serves no routers")
        }
        if readiness.isEnabled, !rpki.isEnabled || !watch.isEnabled {
            let (key, lacking) = rpki.isEnabled ? ("watch.prefixes", "routes") : ("rpki.tals", "payloads")
            rules.warn(
                ["readiness.delegated", key], at: "readiness.delegated",
                "\(key) is empty: the node has no \(lacking) to compute readiness of")
        }
        if rpki.isEnabled, http.staleAfter <= rpki.refresh {
            rules.warn(
                ["http.stale-after", "rpki.refresh"],
                "/ready will fail between refreshes, because rpki.refresh is \(rpki.refresh.configurationText)")
        }
    }

    /// No two listeners have the same address.
    private func checkListeners(_ rules: inout ConfigurationRules) {
        var seen: [ListenAddress: String] = [:]
        let lists = NodeConfiguration.sections.flatMap { $0.listenAddresses(self) }
        for (key, addresses) in lists {
            for (index, address) in addresses.enumerated() where address.port != 0 {
                guard let other = seen.updateValue(key, forKey: address) else { continue }
                rules.refuse([key, other], at: rules.element(index, of: key), "\(address) is already used by \(other)")
            }
        }
    }

    /// A lease inside the state folder would be copied with it and could not show that the folder is a copy.
    private func checkLease(_ rules: inout ConfigurationRules) {
        guard let lease = rtr.lease, state.hasPrefix("/") == lease.hasPrefix("/"),
            NodeConfiguration.names(lease).starts(with: NodeConfiguration.names(state))
        else { return }
        rules.refuse(
            ["rtr.lease", "state"],
            "this folder is inside the state folder; name one outside, because a copy of the state folder must not continue the same sessions"
        )
    }

    /// The names on a path, without those that change nothing.
    private static func names(_ path: String) -> [Substring] {
        path.split(separator: "/").filter { $0 != "." }
    }
}
