internal import ArgumentParser
internal import ConfigurationKeys

/// A length of time on the command line, as the configuration writes it: `90s`, `10m`, `1h30m`.
struct TimeLimitArgument: ExpressibleByArgument {
    let duration: Duration

    init(duration: Duration) {
        self.duration = duration
    }

    init?(argument: String) {
        guard let duration = Duration(configuration: argument), duration >= .seconds(1), duration <= .seconds(86_400)
        else { return nil }
        self.duration = duration
    }

    var defaultValueDescription: String { duration.configurationText }
}
