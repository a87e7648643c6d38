/// A library's decoder of one member (gzip), stream (bzip2) or frame (zstd) after the other.
protocol MemberDecoder: AnyObject {
    /// Reads from `input` and writes to `output` as far as either lasts.
    func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> DecoderStep
    /// Prepares for another member; `false` where the library refuses.
    func restart() -> Bool
}

struct DecoderStep {
    enum State: Hashable {
        case more
        /// The member is whole, its checksum right.
        case memberEnd
        /// The fault, in the library's words.
        case failed(String)
    }

    var consumed: Int
    var produced: Int
    var state: State
}
