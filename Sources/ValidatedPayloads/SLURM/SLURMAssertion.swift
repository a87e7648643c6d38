/// A payload that the operator asserts (RFC 8416 section 3.4), with what the file says about it.
public struct SLURMAssertion<Payload: Hashable & Sendable>: Hashable, Sendable {
    public var payload: Payload
    public var comment: String?

    public init(_ payload: Payload, comment: String? = nil) {
        self.payload = payload
        self.comment = comment
    }
}
