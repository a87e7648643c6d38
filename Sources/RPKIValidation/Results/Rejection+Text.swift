internal import TextFormats

extension Rejection: CustomStringConvertible {
    /// One line for people: what it cost, where, and why. Control characters are written out, since names in objects may
    /// hold any.
    public var description: String { "\(level.rawValue): \(uri): \(error)".printable }
}
