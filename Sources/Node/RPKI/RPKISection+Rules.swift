public import ConfigurationKeys

extension RPKISection {
    public func check(_ rules: inout ConfigurationRules) {
        if isEnabled, !rrdp, !rsync {
            rules.warn(["rsync", "rrdp"], "RRDP and rsync are both disabled: nothing is fetched")
        }
        if proxy != nil, rsync, isEnabled {
            rules.warn(
                ["proxy", "rsync"],
                "rsync does not use this proxy: set RSYNC_PROXY in the environment, or set rpki.rsync to false")
        }
        if proxyCredentials != nil, proxy == nil {
            rules.refuse(["proxy-credentials", "proxy"], "has no effect: rpki.proxy is not set")
        }
    }

    public func read(_ files: inout ConfigurationFiles) -> RPKIInputs {
        RPKIInputs(self, &files)
    }
}
