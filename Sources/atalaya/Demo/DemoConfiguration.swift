internal import ConfigurationKeys
internal import DemoEconomy

/// The configuration of the demo's node.
struct DemoConfiguration {
    let economy: DemoEconomy
    let folder: String
    /// Paths of the trust anchors' locators.
    let locators: [String]
    let web: ListenAddress
    let routers: ListenAddress

    private var delegated: String {
        economy.delegatedFiles.map { quoted(folder + "/" + DemoFolder.delegated($0.economy)) }.joined(separator: ", ")
    }

    var text: String {
        let monitored = economy.monitored
        let prefixes = monitored.prefixes.map { "    \"\($0.prefix)\": [\(list($0.origins))]\n" }.joined()
        let contacts = monitored.contacts.map { "    \($0.asn): \($0.address)\n" }.joined()
        return """
            # The node of "atalaya demo": invented data, on this machine alone.
            state: \(quoted(folder + "/state"))
            log: {level: error}
            rpki:
              tals: [\(locators.map(quoted).joined(separator: ", "))]
              rrdp: false
              refresh: 1m
              jitter: 0%
            rtr:
              listen: ["\(routers)"]
              lease: \(quoted(folder + "/lease"))
            http:
              listen: ["\(web)"]
              stale-after: 7d
            console:
              enabled: true
            readiness:
              delegated: [\(delegated)]
              irr: [\(quoted(folder + "/" + DemoFolder.routingObjects))]
              economies: [\(DemoPlace.all.map(\.code).joined(separator: ", "))]
            watch:
              log: {severity: "off"}
              asns: [\(list(monitored.asns))]
              prefixes:
            \(prefixes)  upstreams: [\(list(monitored.upstreams))]
              peers: [\(list(monitored.peers))]
              transit-free: [\(list(monitored.transitFree))]
              contacts:
            \(contacts)
            """
    }

    private func list(_ items: [some CustomStringConvertible]) -> String {
        items.map(\.description).joined(separator: ", ")
    }

    private func quoted(_ path: String) -> String {
        "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}
