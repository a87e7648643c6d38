public import ConfigurationKeys

extension RPKISection {
    public func check(_ rules: inout ConfigurationRules) {
        if isEnabled, !rrdp, !rsync {
            rules.warn(["rsync", "rrdp"], "neither RRDP nor rsync: nothing is fetched, the store stays as it is")
        }
        if proxy != nil, rsync, isEnabled {
            rules.warn(
                ["proxy", "rsync"],
                "rsync does not use this proxy: set RSYNC_PROXY in the environment, or rpki.rsync to false")
        }
        if proxyCredentials != nil, proxy == nil {
            rules.refuse(["proxy-credentials", "proxy"], "rpki.proxy names no proxy that these are for")
        }
    }

    public func read(_ files: inout ConfigurationFiles) -> RPKIInputs {
        RPKIInputs(self, &files)
    }
}
