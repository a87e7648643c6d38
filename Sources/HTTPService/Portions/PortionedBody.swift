/// A body that is made portion by portion, so that none is held whole and none keeps a thread for long.
///
/// Copies are independent: each makes the same octets from where it was copied.
package protocol PortionedBody: Sendable {
    /// Appends the next octets, some 65,536 at most, after some milliseconds of work at most.
    ///
    /// - Returns: Whether more follows.
    mutating func appendPortion(to out: inout [UInt8]) -> Bool
}
