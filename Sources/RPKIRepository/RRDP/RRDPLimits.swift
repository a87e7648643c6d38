/// Limits on what an RRDP server may send. Reaching a limit refuses the file and names the limit, except where stated
/// otherwise.
public struct RRDPLimits: Hashable, Sendable {
    /// Octets of an update notification file, decompressed.
    public var notificationSize = 16_777_216
    /// Octets of a snapshot file, decompressed.
    public var snapshotSize = 2_000_000_000
    /// Octets of a delta file, decompressed.
    public var deltaSize = 500_000_000
    /// Octets of one object.
    public var objectSize = 8_000_000
    /// Elements of one file.
    public var elements = 5_000_000
    /// Octets of one tag, quotation marks and all.
    public var tagSize = 32_768
    /// Octets of one name of an element, attribute or entity.
    public var nameSize = 256
    /// Octets of one comment.
    public var commentSize = 65_536
    /// Octets of text between two tags, white space included; at least twice ``objectSize``.
    public var textSize = 32_000_000
    /// Attributes of one tag, without declarations of namespaces.
    public var attributes = 8
    /// Declarations of namespaces in one tag.
    public var namespaces = 4
    /// Octets of one attribute's value.
    public var attributeSize = 2_048
    /// Deltas that one update notification file lists. Beyond it, the list counts as none and the snapshot serves.
    public var listedDeltas = 10_000
    /// Deltas that are fetched to reach the present serial. Beyond it, the snapshot serves.
    public var fetchedDeltas = 300
    /// Seconds for reading one file, once it is there, and storing what it says.
    public var readingSeconds = 600
    /// Digits of a serial.
    public static let serialDigits = 40

    public init() {}
}
