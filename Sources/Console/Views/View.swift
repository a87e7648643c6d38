public import Mustache

/// What a template shows: values by name.
///
/// A template looks a name up here and then in what is around it. Each name that a template has must be here, also where there
/// is nothing to show; then it is ``ViewValue/absent``.
public struct View: Sendable, ExpressibleByDictionaryLiteral, MustacheParent {
    public var values: [String: ViewValue]

    public init(_ values: [String: ViewValue]) {
        self.values = values
    }

    public init(dictionaryLiteral elements: (String, ViewValue)...) {
        values = Dictionary(elements) { _, last in last }
    }

    public subscript(name: String) -> ViewValue? {
        get { values[name] }
        set { values[name] = newValue }
    }

    public func child(named name: String) -> Any? { values[name]?.shown }

    /// Both, where names of `other` count first.
    public func merging(_ other: View) -> View {
        View(values.merging(other.values) { $1 })
    }
}
