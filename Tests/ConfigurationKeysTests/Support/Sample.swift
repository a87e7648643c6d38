import ConfigurationKeys
import NumberResources

/// A configuration with keys of every kind, for tests.
struct Sample: ConfigurationSection {
    var state = "/var/lib/sample"
    var log = Log()
    var work = Work()
    var net = Net()
    var site = Site()

    static let keys: [ConfigurationKey<Sample>] =
        [.init("state", \.state, .path, "Folder of everything.", effect: .restart)] + part("log", \.log)
        + part("work", \.work) + part("net", \.net) + part("site", \.site)

    static var example: String {
        ConfigurationExample<Sample>(introduction: "A sample.\n\nLeave out what shall stay as it is.").text
    }

    func check(_ rules: inout ConfigurationRules) {
        rules.part("net", net)
    }

    func read(_ files: inout ConfigurationFiles) -> [[UInt8]] {
        files.part("work", work)
    }

    struct Log: ConfigurationSection {
        enum Level: String, Hashable, CaseIterable {
            case debug, info, error
        }

        enum Format: String, Hashable, CaseIterable {
            case text, json
        }

        var level = Level.info
        var format = Format.text

        static let keys: [ConfigurationKey<Log>] = [
            .init("level", \.level, .choice, "The least severe messages."),
            .init("format", \.format, .choice, "Lines or JSON.", effect: .restart),
        ]
    }

    struct Site: ConfigurationSection {
        var listen = [ListenAddress(host: "127.0.0.1", port: 8324)]
        var password = "none"

        static let keys: [ConfigurationKey<Site>] = [
            .init("listen", \.listen, ValueKind.listenAddress.list("addresses with port"), "Where it is."),
            .init("password", \.password, ValueKind<String>.printable, "What opens it.", isSecret: true),
        ]
    }
}
