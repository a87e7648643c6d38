/// The source of bodies: one version of many, each with several kinds of bodies.
package protocol BodySource: Sendable {
    associatedtype Kind: Hashable, Sendable

    /// Grows with every version.
    var number: UInt64 { get }

    /// The first version with the same octets of that kind as this one.
    func number(of kind: Kind) -> UInt64
}
