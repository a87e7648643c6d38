import ConfigurationKeys
import NumberResources

extension Sample {
    struct Work: ConfigurationSection {
        enum Fallback: String, Hashable, CaseIterable {
            case never, immediate, delayed
        }

        var notes: [String] = []
        var leavings: String?
        var refresh = Duration.seconds(600)
        var jitter = 20
        var fast = true
        var command = ["program"]
        var fallback = Fallback.delayed
        var resolve: [String: IPAddress] = [:]
        var timeouts = Timeouts()
        var limits = Limits()
        var depth = 32

        static let keys: [ConfigurationKey<Work>] = own + part("timeouts", \.timeouts) + part("limits", \.limits)

        private static let own: [ConfigurationKey<Work>] = [
            .init("notes", \.notes, ValueKind.path.list("paths"), "Files of notes."),
            .init("leavings", \.leavings, ValueKind.path.optional(), "File of leavings."),
            .init("refresh", \.refresh, .duration(.seconds(1) ... .seconds(86_400)), "Time between two refreshes."),
            .init("jitter", \.jitter, .share(0...100), "How much later."),
            .init("fast", \.fast, .boolean, "Whether it is fast."),
            .init("start-command", \.command, .command, "The program."),
            .init("start-fallback", \.fallback, .choice, "What if it fails."),
            .init("resolve", \.resolve, .hosts, "Addresses of hosts."),
            .init("max-depth", \.depth, .number(1...1000), "How deep."),
        ]

        /// What is in the notes.
        func read(_ files: inout ConfigurationFiles) -> [[UInt8]] {
            notes.enumerated().compactMap { index, path in
                files.decoded(path, "notes[\(index)]", limit: 10) { (octets) throws(Empty) in
                    guard !octets.isEmpty else { throw Empty() }
                    return octets
                }
            }
        }
    }

    struct Empty: Error, CustomStringConvertible {
        let description = "empty"
    }

    struct Timeouts: ConfigurationSection {
        var idle = Duration.seconds(60)

        static let keys: [ConfigurationKey<Timeouts>] = [
            .init("idle", \.idle, .duration(.seconds(1) ... .seconds(3600)), "Without an octet.")
        ]
    }

    struct Limits: ConfigurationSection {
        var snapshotSize = 2_000_000_000

        static let keys: [ConfigurationKey<Limits>] = [
            .init("snapshot-size", \.snapshotSize, .size(1_000_000...100_000_000_000), "Octets at most.")
        ]
    }

    struct Net: ConfigurationSection {
        var listen = [ListenAddress(host: "127.0.0.1", port: 8323)]
        var refresh = Duration.seconds(3600)
        var retry = Duration.seconds(600)
        var expire = Duration.seconds(7200)
        var connections = 1000
        var allow: [IPPrefix] = []
        var notifyInterval = Duration.seconds(60)

        static let keys: [ConfigurationKey<Net>] = [
            .init(
                "listen", \.listen, ValueKind.listenAddress.list("addresses with port"), "Where to connect.",
                effect: .restart),
            .init("refresh", \.refresh, .duration(.seconds(1) ... .seconds(86_400)), "Until the next."),
            .init("retry", \.retry, .duration(.seconds(1) ... .seconds(7200)), "Until another try."),
            .init("expire", \.expire, .duration(.seconds(600) ... .seconds(172_800)), "Until the end."),
            .init("max-connections", \.connections, .number(1...100_000), "Connected at once."),
            .init("allow", \.allow, ValueKind.prefix.list("prefixes", upTo: 10_000), "Who may connect."),
            .init("notify-interval", \.notifyInterval, .duration(.seconds(60) ... .seconds(3600)), "Between two."),
        ]

        func check(_ rules: inout ConfigurationRules) {
            if expire <= refresh { rules.refuse(["expire", "refresh"], "it ends before it is refreshed") }
            for (index, address) in listen.enumerated() where allow.isEmpty && !address.isLoopback {
                rules.warn(["listen", "allow"], at: rules.element(index, of: "listen"), "\(address) is not here")
            }
        }
    }
}
