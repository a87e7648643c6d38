internal import TextFormats

extension SLURMFile {
    /// The limits of a SLURM file: 64 MiB, strings of 64 KiB.
    static let limits = JSONLimits(size: 1 << 26, token: 1 << 16, depth: 8)

    /// The file of which `bytes` are the content.
    ///
    /// - Parameter path: Where the file stands.
    public init(_ bytes: [UInt8], path: String? = nil) throws(SLURMError) {
        var parser = SLURMParser(bytes, path: path)
        do throws(SLURMError) {
            self = try parser.parse()
        } catch {
            throw error.located(in: bytes)
        }
    }
}
