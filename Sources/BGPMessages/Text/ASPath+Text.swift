extension ASPath: CustomStringConvertible {
    /// `1853 1239 {13659,701}`; a confederation's sequence is in parentheses, its set in brackets.
    public var description: String {
        var text = TextBuffer(capacity: 256)
        BGPDumpAttributes.write(&text, self)
        return text.withSpan { String(copying: UTF8Span(unchecked: $0)) }
    }
}
