internal import ArgumentParser

/// The formats of commands that answer a question.
enum TextFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
