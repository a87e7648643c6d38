/// Limits on compressed input.
package struct DecompressionLimits: Hashable, Sendable {
    /// The most octets that may come out.
    package var octets: Int
    /// The maximum ratio of output octets to input octets.
    package var ratio: Int
    /// The most members, streams or frames.
    package var members: Int

    /// Octets that may come out regardless of the ratio: small files compress well.
    package static let allowance = 1 << 20

    /// For a reader whose memory and time do not depend on how much comes out, no limit is needed.
    package init(octets: Int = .max, ratio: Int = .max, members: Int = .max) {
        self.octets = octets
        self.ratio = ratio
        self.members = members
    }

    /// The limit that `produced` octets out of `consumed` are beyond, and what it allows.
    func exceeded(consumed: Int, produced: Int) -> (code: CompressionError.Code, detail: String)? {
        if produced > octets { return (.size, "more than \(octets) octets") }
        guard produced > DecompressionLimits.allowance else { return nil }
        let (allowed, isAll) = consumed.multipliedReportingOverflow(by: ratio)
        return isAll || produced <= allowed ? nil : (.ratio, "compressed more than \(ratio) times")
    }
}
