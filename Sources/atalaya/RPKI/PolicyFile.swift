internal import ValidatedPayloads

/// A file of local policy that the operator named.
enum PolicyFile {
    static func read<Policy>(
        _ path: String, _ decode: ([UInt8]) throws(LocalPolicyError) -> Policy
    ) throws(Failure) -> Policy {
        let octets = try InputFile.read(path, limit: 1 << 24)
        do {
            return try decode(octets)
        } catch {
            throw Failure("\(path): \(error)")
        }
    }
}
