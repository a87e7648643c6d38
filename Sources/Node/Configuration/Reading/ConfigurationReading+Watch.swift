internal import NumberResources

extension ConfigurationReading {
    /// What has to fit together for routes to be watched.
    func watch() -> [Finding] {
        let watch = configuration.watch
        return networks(watch) + feeds(watch) + sinks(watch)
    }

    private func networks(_ watch: NodeConfiguration.Watch) -> [Finding] {
        var found: [Finding] = []
        let relations = [
            ("watch.upstreams", watch.upstreams), ("watch.peers", watch.peers), ("watch.customers", watch.customers),
        ]
        for (index, (name, asns)) in relations.enumerated() {
            for asn in asns where watch.asns.contains(asn) {
                found.append(finding([name, "watch.asns"], "\(asn) is our own"))
            }
            for (other, others) in relations[..<index] {
                for asn in asns where others.contains(asn) {
                    found.append(warning([name, other], "\(asn) is in \(other), too"))
                }
            }
        }
        if watch.asns.isEmpty {
            for (prefix, origins) in watch.prefixes.sorted(by: { $0.key < $1.key }) where origins == nil {
                found.append(
                    finding(
                        ["watch.prefixes", "watch.asns"], at: "watch.prefixes",
                        "\(prefix) is for watch.asns to originate, which names none"))
            }
        }
        return found
    }

    private func feeds(_ watch: NodeConfiguration.Watch) -> [Finding] {
        var found: [Finding] = []
        let hasFeed = watch.bmp.enabled || watch.ris.enabled || !watch.files.isEmpty || !watch.folders.isEmpty
        if !watch.isEnabled, hasFeed {
            found.append(
                warning(
                    ["watch.bmp.enabled", "watch.ris.enabled", "watch.files", "watch.folders", "watch.asns"],
                    "nothing is watched: watch.asns and watch.prefixes are empty"))
        }
        if watch.bmp.enabled {
            if watch.bmp.listen.isEmpty {
                found.append(finding(["watch.bmp.listen", "watch.bmp.enabled"], "no address to listen at"))
            }
            for (index, address) in watch.bmp.listen.enumerated() where !address.isLoopback && watch.bmp.allow.isEmpty {
                let element = origins["watch.bmp.listen[\(index)]"] == nil ? nil : "watch.bmp.listen[\(index)]"
                found.append(
                    warning(
                        ["watch.bmp.listen", "watch.bmp.allow"], at: element,
                        "\(address) can be reached from other machines, and watch.bmp.allow names no prefixes"))
            }
        }
        let isPlain = ["http://", "ws://"].contains { watch.ris.url.lowercased().hasPrefix($0) }
        if watch.ris.enabled, isPlain {
            found.append(warning(["watch.ris.url"], "without https nobody knows who is heard"))
        }
        return found
    }

    private func sinks(_ watch: NodeConfiguration.Watch) -> [Finding] {
        var found: [Finding] = []
        if watch.webhook.secret == nil, watch.webhook.urls.contains(where: { $0.lowercased().hasPrefix("http://") }) {
            found.append(
                warning(
                    ["watch.webhook.urls", "watch.webhook.secret"],
                    "without https and without a secret anybody on the way can read and write the events"))
        }
        let places = [
            ("watch.webhook.urls", watch.webhook.urls),
            ("watch.syslog.targets", watch.syslog.targets.map(\.description)),
        ]
        for (name, places) in places where Set(places).count < places.count {
            found.append(finding([name], "the same place twice"))
        }
        if watch.webhook.urls.isEmpty, let name = watch.webhook.secret {
            found.append(warning(["watch.webhook.secret", "watch.webhook.urls"], "\(name) has no effect: no URL"))
        }
        return found
    }
}
