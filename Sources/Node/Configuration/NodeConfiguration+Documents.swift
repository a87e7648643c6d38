internal import ConfigurationKeys

extension NodeConfiguration {
    /// The configuration with every key at its default, explained, as YAML.
    public static var example: String {
        ConfigurationExample<NodeConfiguration>(
            introduction: """
                Atalaya's configuration: every key with its default. Your own file needs only the keys that you change.

                A duration has a unit (90s, 10m, 1h30m, 1d), and so has a size (10kB, 256MB, 2GB). Relative paths start from this
                file's folder. Environment variables and --set override this file: ATALAYA_RTR_LISTEN and
                --set rtr.listen=ADDRESS:PORT both set rtr.listen. After a change, run \"atalaya config check FILE\", then send SIGHUP
                to the node.
                """
        ).text
    }

    /// The page of the documentation with every key, in Markdown.
    public static var reference: String {
        ConfigurationReference<NodeConfiguration>(
            introduction: """
                # Keys of the configuration

                [Node.md](Node.md#configuration) describes the format of the file and what overrides it. A key of a section is written
                under it: `rpki.refresh` is `refresh` under `rpki`. *Restart*: a change needs a restart of the node. Changes of all other
                keys take effect with SIGHUP if their service runs.

                `make docs` generates this page and `Packaging/atalaya.yaml` from the keys, which are declared in the sections of the
                services.
                """
        ).markdown
    }
}
