internal import ArgumentParser
internal import FoundationEssentials
internal import TextFormats

/// A moment on the command line; a day alone means its beginning in UTC.
struct ExpiryArgument: ExpressibleByArgument {
    let date: Date

    init?(argument: String) {
        guard let moment = RFC3339(argument) ?? RFC3339(argument + "T00:00:00Z") else { return nil }
        date = moment.date
    }
}
