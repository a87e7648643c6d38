internal import ArgumentParser
internal import RPKIValidation
internal import ValidatedPayloads

/// The formats that `rpki validate` writes: those of payloads, and the canonical cache representation.
enum OutputFormat: Hashable, ExpressibleByArgument {
    case payloads(PayloadFormat)
    case ccr

    init?(argument: String) {
        if argument == "ccr" {
            self = .ccr
        } else if let format = PayloadFormat(rawValue: argument) {
            self = .payloads(format)
        } else {
            return nil
        }
    }

    static var allValueStrings: [String] {
        PayloadFormat.allCases.map(\.rawValue) + ["ccr"]
    }
}

/// `FORMAT=FILE`
struct OutputFile: ExpressibleByArgument {
    let format: OutputFormat
    let path: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="),
            let format = OutputFormat(argument: String(argument[..<equals]))
        else { return nil }
        let path = argument[equals...].dropFirst()
        guard !path.isEmpty else { return nil }
        self.format = format
        self.path = String(path)
    }
}
