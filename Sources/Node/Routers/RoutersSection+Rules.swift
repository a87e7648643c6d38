public import ConfigurationKeys

extension RoutersSection {
    /// True if there is any address that routers can connect to.
    public var isEnabled: Bool { !listen.isEmpty || !tls.listen.isEmpty }

    public var listenAddresses: [(key: String, addresses: [ListenAddress])] {
        [("listen", listen), ("tls.listen", tls.listen)]
    }

    public func check(_ rules: inout ConfigurationRules) {
        // RFC 8210 section 6: the expire interval is larger than the others.
        let short = [("refresh", refresh), ("retry", retry)].filter { expire <= $0.1 }
        for (name, value) in short {
            rules.refuse(
                ["expire", name],
                "rtr.expire (\(expire.configurationText)) must be more than rtr.\(name) "
                    + "(\(value.configurationText)) (RFC 8210 section 6)")
        }
        if short.isEmpty, timers == nil {
            rules.refuse(
                ["expire", "refresh", "retry"],
                "rtr.expire must be at least a second more than rtr.refresh and rtr.retry (RFC 8210 section 6)")
        }
        for (key, addresses) in [("listen", listen), ("tls.listen", tls.listen)] where allow.isEmpty {
            for (index, address) in addresses.enumerated() where !address.isLoopback {
                rules.warn(
                    [key, "allow"], at: rules.element(index, of: key),
                    "\(address) can be reached from other machines, but rtr.allow is empty")
            }
        }
        rules.part("tls", tls)
    }

    public func read(_ files: inout ConfigurationFiles) {
        files.part("tls", tls)
    }
}
