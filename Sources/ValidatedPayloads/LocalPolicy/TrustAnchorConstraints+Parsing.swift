import NumberResources

extension TrustAnchorConstraints {
    /// The constraints of which `bytes` are the file.
    ///
    /// A line is `allow` or `deny` and a resource: an AS number, a prefix or an address, or a range with `-`, with blanks around
    /// it or not. `#` begins a comment.
    public init(_ bytes: [UInt8]) throws(LocalPolicyError) {
        var allowedASNs: [ClosedRange<UInt32>] = []
        var deniedASNs: [ClosedRange<UInt32>] = []
        var allowedAddresses: [IPRange] = []
        var deniedAddresses: [IPRange] = []
        for (number, line) in try PolicyLines(bytes).lines {
            let word = line.prefix { !PolicyLines.isBlank($0) }
            let isAllowed = word.elementsEqual("allow".utf8)
            let rest = PolicyLines.trimmed(line[word.endIndex...])
            guard isAllowed || word.elementsEqual("deny".utf8), !rest.isEmpty else {
                throw PolicyLines.error(.invalidRule, line: number, line)
            }
            if rest.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }) {
                let range = try TrustAnchorConstraints.addresses(rest, line: number)
                if isAllowed { allowedAddresses.append(range) } else { deniedAddresses.append(range) }
            } else {
                let range = try TrustAnchorConstraints.asns(rest, line: number)
                if isAllowed { allowedASNs.append(range) } else { deniedASNs.append(range) }
            }
        }
        var denied = ResourceSet(ranges: deniedAddresses)
        denied.asns = IntervalSet(deniedASNs)
        self.init(
            allowedASNs: allowedASNs.isEmpty ? nil : IntervalSet(allowedASNs),
            allowedAddresses: allowedAddresses.isEmpty ? nil : ResourceSet(ranges: allowedAddresses), denied: denied)
    }

    /// The texts on both sides of a `-`, or the whole text twice.
    private static func ends(_ text: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        guard let dash = text.firstIndex(of: UInt8(ascii: "-")) else { return nil }
        return (PolicyLines.trimmed(text[..<dash]), PolicyLines.trimmed(text[(dash + 1)...]))
    }

    private static func asns(_ text: ArraySlice<UInt8>, line: Int) throws(LocalPolicyError) -> ClosedRange<UInt32> {
        let (first, last) = ends(text) ?? (text, text)
        guard let first = ASN(utf8: first.span), let last = ASN(utf8: last.span), first <= last else {
            throw PolicyLines.error(.invalidResource, line: line, text)
        }
        return first.rawValue...last.rawValue
    }

    private static func addresses(_ text: ArraySlice<UInt8>, line: Int) throws(LocalPolicyError) -> IPRange {
        if let (first, last) = ends(text) {
            guard let first = IPAddress(utf8: first.span), let last = IPAddress(utf8: last.span),
                let range = IPRange(first, last)
            else { throw PolicyLines.error(.invalidResource, line: line, text) }
            return range
        }
        if let address = IPAddress(utf8: text.span) { return IPRange(IPPrefix(address)) }
        do throws(IPPrefix.TextError) {
            return IPRange(try IPPrefix(parsing: text.span))
        } catch {
            if case .hostBits = error { throw PolicyLines.error(.hostBits, line: line, text) }
            throw PolicyLines.error(.invalidResource, line: line, text)
        }
    }
}
