extension Rejection: CustomStringConvertible {
    /// One line for people: what it cost, where, and why.
    public var description: String {
        "\(level.rawValue): \(uri): \(error)"
    }
}
