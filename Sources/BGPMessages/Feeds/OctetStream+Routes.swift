internal import Compression

/// A file or stream of routes, uncompressed, with the errors of those who read it.
extension OctetStream {
    /// Fills the front of `output` and gives how many octets there are now; 0 at the end.
    mutating func readRoutes(into output: UnsafeMutableRawBufferPointer) throws(RouteReadError) -> Int {
        do throws(CompressionError) {
            return try read(into: output)
        } catch {
            throw RouteReadError(.input, error.detail)
        }
    }

    /// The reason why the stream ended early. Its offset counts compressed octets.
    var messageFault: MessageError? {
        fault.map { MessageError(.compression, .skip, $0.format.rawValue, at: $0.offset, $0.detail) }
    }
}
