public import ConfigurationKeys
internal import NumberResources

extension RoutesSection {
    public var listenAddresses: [(key: String, addresses: [ListenAddress])] {
        [("bmp.listen", bmp.enabled ? bmp.listen : [])]
    }

    public func check(_ rules: inout ConfigurationRules) {
        checkNetworks(&rules)
        if !isEnabled, bmp.enabled || ris.enabled || !files.isEmpty || !folders.isEmpty {
            rules.warn(
                ["bmp.enabled", "ris.enabled", "files", "folders", "asns"],
                "nothing is monitored: watch.asns and watch.prefixes are empty")
        }
        rules.part("bmp", bmp)
        rules.part("ris", ris)
        rules.part("webhook", webhook)
        rules.part("syslog", syslog)
    }

    private func checkNetworks(_ rules: inout ConfigurationRules) {
        let relations = [("upstreams", upstreams), ("peers", peers), ("customers", customers)]
        for (index, (name, networks)) in relations.enumerated() {
            for asn in networks where asns.contains(asn) {
                rules.refuse([name, "asns"], "\(asn) is one of watch.asns")
            }
            for (other, others) in relations[..<index] {
                for asn in networks where others.contains(asn) {
                    rules.warn([name, other], "\(asn) is also in watch.\(other)")
                }
            }
        }
        guard asns.isEmpty else { return }
        for (prefix, origins) in prefixes.sorted(by: { $0.key < $1.key }) where origins == nil {
            rules.refuse(
                ["prefixes", "asns"], at: "prefixes", "\(prefix) has the origins of watch.asns, but watch.asns is empty"
            )
        }
    }

    public func read(_ files: inout ConfigurationFiles) -> RoutesInputs {
        RoutesInputs(self, &files)
    }
}

extension RoutesSection.BMP {
    public func check(_ rules: inout ConfigurationRules) {
        guard enabled else { return }
        if listen.isEmpty { rules.refuse(["listen", "enabled"], "no listen address, but watch.bmp.enabled is true") }
        for (index, address) in listen.enumerated() where !address.isLoopback && allow.isEmpty {
            rules.warn(
                ["listen", "allow"], at: rules.element(index, of: "listen"),
                "\(address) can be reached from other machines, but watch.bmp.allow is empty")
        }
    }
}

extension RoutesSection.RIS {
    public func check(_ rules: inout ConfigurationRules) {
        let isPlain = ["http://", "ws://"].contains { url.lowercased().hasPrefix($0) }
        if enabled, isPlain { rules.warn(["url"], "not HTTPS: the server is not authenticated") }
    }
}

extension RoutesSection.Webhook {
    public func check(_ rules: inout ConfigurationRules) {
        if secret == nil, urls.contains(where: { $0.lowercased().hasPrefix("http://") }) {
            rules.warn(
                ["urls", "secret"],
                "http without watch.webhook.secret: anyone on the network path can read and forge events")
        }
        if Set(urls).count < urls.count { rules.refuse(["urls"], "duplicate URL") }
        if urls.isEmpty, let secret {
            rules.warn(["secret", "urls"], "\(secret) has no effect: watch.webhook.urls is empty")
        }
    }
}

extension RoutesSection.Syslog {
    public func check(_ rules: inout ConfigurationRules) {
        if Set(targets).count < targets.count { rules.refuse(["targets"], "duplicate server") }
    }
}
