/// The reason why a packet capture cannot be read any further.
public struct CaptureError: Error, Hashable, Sendable {
    public enum Code: Hashable, Sendable, CaseIterable {
        /// The octets are neither pcap nor pcapng, contradict themselves, or exceed a limit.
        case framing
        /// The file ends inside a packet.
        case truncated
    }

    public let code: Code
    /// Octets of the file before the fault.
    public let offset: Int
    /// The finding, in one line.
    public let detail: String

    @inline(never)
    init(_ code: Code, at offset: Int, _ detail: String) {
        self.code = code
        self.offset = offset
        self.detail = detail
    }
}
