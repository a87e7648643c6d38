internal import ArgumentParser
internal import FoundationEssentials
internal import TextFormats

/// A moment on the command line, as RFC 3339 writes it.
struct Moment: ExpressibleByArgument {
    let date: Date

    init?(argument: String) {
        guard let moment = RFC3339(argument) else { return nil }
        date = moment.date
    }
}
