/// A part of a configuration, or the whole of one: a typed value that is read from keys.
///
/// A section declares each of its members as a key, next to the member; reading, checks and documentation follow from that. A
/// section may have others in it.
///
/// ```swift
/// struct Clock: ConfigurationSection {
///     var interval = Duration.seconds(60)
///
///     static let keys: [ConfigurationKey<Clock>] = [
///         .init("interval", \.interval, .duration(.seconds(1) ... .seconds(3600)), "Time between two strokes.")
///     ]
/// }
/// ```
public protocol ConfigurationSection: Hashable, Sendable {
    /// The content of its files.
    associatedtype Inputs: Sendable = Void

    /// The section with every default.
    init()

    /// Its keys, in the order of the documentation; names are from the section on.
    static var keys: [ConfigurationKey<Self>] { get }

    /// Says what does not fit together though each value is right for itself.
    func check(_ rules: inout ConfigurationRules)

    /// Reads the files that it names. One that is missing or damaged is reported, and the others are read all the same.
    func read(_ files: inout ConfigurationFiles) -> Inputs
}

extension ConfigurationSection {
    public func check(_ rules: inout ConfigurationRules) {}

    /// The keys of a section in this one, under its name; without a name, its keys are among those of this one.
    package static func part<Part: ConfigurationSection>(
        _ name: String = "", _ member: any WritableKeyPath<Self, Part> & Sendable
    ) -> [ConfigurationKey<Self>] {
        Part.keys.map { $0.under(name, member) }
    }
}

extension ConfigurationSection where Inputs == Void {
    public func read(_ files: inout ConfigurationFiles) {}
}
