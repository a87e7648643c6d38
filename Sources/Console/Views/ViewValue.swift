internal import Mustache

/// What a template shows under one name.
public enum ViewValue: Sendable {
    case text(String)
    case flag(Bool)
    case view(View)
    case list([View])
    /// Nothing, which is not the same as a name that is not there.
    case absent

    public init(_ text: String?) {
        self = text.map(ViewValue.text) ?? .absent
    }

    public init(_ view: View?) {
        self = view.map(ViewValue.view) ?? .absent
    }

    var shown: Any {
        switch self {
        case .text(let text): text
        case .flag(let flag): flag
        case .view(let view): view
        case .list(let list): list
        case .absent: AbsentValue()
        }
    }
}

extension ViewValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }
    public init(arrayLiteral elements: View...) { self = .list(elements) }
    public init(nilLiteral: ()) { self = .absent }
}

private struct AbsentValue: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
}
