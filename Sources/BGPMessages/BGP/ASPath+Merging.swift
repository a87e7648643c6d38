public import NumberResources

extension ASN {
    /// AS_TRANS: the two-octet number that replaces an AS number of four octets (RFC 6793 section 9).
    public static let transition: ASN = 23456
}

extension ASPath {
    /// The length of the path for comparison: a set counts as one, a confederation's segments as none (RFC 4271 section
    /// 9.1.2.2, RFC 5065 section 5.3).
    public var selectionLength: Int {
        if runs.isEmpty { return asns.count }
        return runs.reduce(0) { length, run in
            switch run.kind {
            case .sequence: length + run.count
            case .set: length + 1
            case .confederationSequence, .confederationSet: length
            }
        }
    }

    /// The path with four-octet AS numbers, made of this AS_PATH of two octets and an AS4_PATH (RFC 6793 section
    /// 4.2.3).
    ///
    /// If `as4Path` is shorter by n AS numbers, the first n of this path are put before it. If it is longer, a router
    /// on the way changed the path without knowing AS4_PATH; then AS4_PATH is ignored.
    public func merged(with as4Path: ASPath) -> ASPath {
        let as4Path = as4Path.withoutConfederations
        var missing = selectionLength - as4Path.selectionLength
        guard missing >= 0, !as4Path.isEmpty else { return self }
        var merged: [ASN] = []
        var runs: [Run] = []
        for segment in segments {
            switch segment.kind {
            case .confederationSequence, .confederationSet:
                // Valid where it leads, or next to a segment that is prepended.
                merged += segment.asns
                runs.append(segment.kind, segment.asns.count)
                continue
            case .sequence where missing > 0:
                let taken = segment.asns.prefix(missing)
                merged += taken
                runs.append(.sequence, taken.count)
                missing -= taken.count
                if taken.count == segment.asns.count { continue }
            case .set where missing > 0:
                merged += segment.asns
                runs.append(.set, segment.asns.count)
                missing -= 1
                continue
            case .sequence, .set: break
            }
            break
        }
        for segment in as4Path.segments {
            merged += segment.asns
            runs.append(segment.kind, segment.asns.count)
        }
        return ASPath(asns: merged, runs: runs)
    }

    /// AS4_PATH carries no segments of confederations; what does is dropped and the rest used (RFC 6793 section 6).
    private var withoutConfederations: ASPath {
        guard runs.contains(where: { $0.kind == .confederationSequence || $0.kind == .confederationSet }) else {
            return self
        }
        var kept: [ASN] = []
        var keptRuns: [Run] = []
        for segment in segments where segment.kind == .sequence || segment.kind == .set {
            kept += segment.asns
            keptRuns.append(segment.kind, segment.asns.count)
        }
        return ASPath(asns: kept, runs: keptRuns)
    }
}
