internal import ConfigurationKeys

extension NodeConfiguration {
    /// The configuration with every key at its default, explained, as YAML.
    public static var example: String {
        ConfigurationExample<NodeConfiguration>(
            introduction: """
                Atalaya's configuration: every key with its default. Leave out what shall stay as it is.

                A duration has a unit (90s, 10m, 1h30m, 1d), and so has a size (10kB, 256MB, 2GB). Relative paths start from this
                file's folder. The environment overrides what stands here: ATALAYA_RTR_LISTEN sets rtr.listen; so does
                --set rtr.listen=ADDRESS:PORT. After a change: atalaya config check FILE, then SIGHUP to the node.
                """
        ).text
    }

    /// The page of the documentation with every key, in Markdown.
    public static var reference: String {
        ConfigurationReference<NodeConfiguration>(
            introduction: """
                # Keys of the configuration

                How a file is written, and what overrides it, is in [Node.md](Node.md#configuration). A key of a section is written
                under it: `rpki.refresh` is `refresh` under `rpki`. *Restart*: a change waits for the next start; all others are
                taken with SIGHUP, where their service runs.

                This page and `Packaging/atalaya.yaml` are made from the keys, which are declared in the sections of the services:
                `make docs`.
                """
        ).markdown
    }
}
