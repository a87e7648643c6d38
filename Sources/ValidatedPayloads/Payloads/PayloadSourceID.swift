/// The number of a source in the builder or set that gave it.
public struct PayloadSourceID: Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}
