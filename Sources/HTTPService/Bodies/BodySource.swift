/// What bodies are made of: one publication of many, each with several kinds of bodies.
package protocol BodySource: Sendable {
    associatedtype Kind: Hashable, Sendable

    /// Grows with every publication.
    var number: UInt64 { get }

    /// The first publication with the same octets of that kind as this one.
    func number(of kind: Kind) -> UInt64
}
