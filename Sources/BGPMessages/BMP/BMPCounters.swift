/// Counts of what a BMP session has carried so far.
public struct BMPCounters: Hashable, Sendable {
    public var octets = 0
    /// Messages by type, unknown ones left out.
    public var messages: [BMPHeader.Kind: Int] = [:]
    public var routes = 0
    /// Faults by code, those of the BGP messages inside included.
    public var faults: [MessageError.Code: Int] = [:]
    /// UPDATE messages with routes of families that are not read, by family.
    public var skippedFamilies: [RouteFamily: Int] = [:]
    /// TLVs of version 4 other than the BGP message.
    public var skippedTLVs = 0
    /// Peers whose routes came without a Peer Up, so that how to read them had to be guessed.
    public var assumedPeers = 0

    public init() {}
}
