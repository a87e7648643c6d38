public import RPKIObjects

/// Something that was not accepted as it stands, and why: one line of the rejection log.
public struct Rejection: Hashable, Sendable {
    /// The consequence.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        /// The object gives nothing.
        case rejected
        /// The current state of the publication point is not complete or not valid; its last valid state is used.
        case pointKept = "point-kept"
        /// Accepted, but an operator should look at it.
        case warning
    }

    /// The object's rsync URI, or its file where there is none.
    public let uri: String
    /// SHA-256 of its octets; `nil` where there was nothing to hash.
    public let hash: ObjectHash?
    public let level: Level
    public let error: ObjectError

    /// A detail of more than 1,000 octets is cut: an object may name a great many resources that it should not.
    public init(uri: String, hash: ObjectHash?, level: Level, error: ObjectError) {
        self.uri = uri
        self.hash = hash
        self.level = level
        self.error = error.shortened
    }
}

extension Rejection: Comparable {
    public static func < (left: Rejection, right: Rejection) -> Bool {
        let first = (left.uri, left.level.rawValue, left.error.code.rawValue, left.error.detail)
        let second = (right.uri, right.level.rawValue, right.error.code.rawValue, right.error.detail)
        guard first == second else { return first < second }
        return (left.hash?.octets ?? []).lexicographicallyPrecedes(right.hash?.octets ?? [])
    }
}
