public import ConfigurationKeys

extension RoutersSection {
    /// Whether there is any address that routers can connect to.
    public var isEnabled: Bool { !listen.isEmpty || !tls.listen.isEmpty }

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
                    "\(address) can be reached from other machines, and rtr.allow names no prefixes")
            }
        }
        rules.part("tls", tls)
    }

    public func read(_ files: inout ConfigurationFiles) {
        files.part("tls", tls)
    }
}

extension RoutersSection.TLS {
    public func check(_ rules: inout ConfigurationRules) {
        if listen.isEmpty {
            let files = [("certificate", certificate), ("key", key), ("client-ca", clientCA)]
            let idle = files.filter { $0.1 != nil }.map(\.0)
            if !idle.isEmpty { rules.warn(idle + ["listen"], "has no effect: rtr.tls.listen names no address") }
            return
        }
        for (name, path) in [("certificate", certificate), ("key", key)] where path == nil {
            rules.refuse(["listen", name], "rtr.tls.\(name) is missing")
        }
    }

    public func read(_ files: inout ConfigurationFiles) {
        if let certificate { files.checkCertificates(certificate, "certificate") }
        if let key { files.checkPrivateKey(key, "key") }
        if let clientCA { files.checkCertificates(clientCA, "client-ca") }
        guard let certificate, let key, !files.hasError(at: "certificate", "key") else { return }
        if let fault = TLSFiles.fault(certificate: certificate, key: key) {
            files.report(.invalidFile, "key", "\(certificate) and \(key) make no server: \(fault)")
        }
    }
}
