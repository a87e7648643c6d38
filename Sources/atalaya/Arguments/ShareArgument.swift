internal import ArgumentParser

/// A share in percent on the command line, such as `20` or `20%`.
struct ShareArgument: ExpressibleByArgument {
    let percent: Int

    init(percent: Int) {
        self.percent = percent
    }

    init?(argument: String) {
        let digits = argument.hasSuffix("%") ? argument.dropLast() : Substring(argument)
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let percent = Int(digits),
            (0...100).contains(percent)
        else { return nil }
        self.percent = percent
    }

    var defaultValueDescription: String { "\(percent)%" }
}
