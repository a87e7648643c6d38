import NumberResources
import TextFormats

extension SLURMParser {
    /// RFC 8416 section 3.3.1.
    mutating func parsePrefixFilter() throws(SLURMError) -> SLURMPrefixFilter {
        var prefix: IPPrefix?
        var asn: ASN?
        var comment: String?
        try object { (parser, name) throws(SLURMError) in
            switch name {
            case "prefix": prefix = try parser.prefix()
            case "asn": asn = try parser.asn()
            case "comment": comment = try parser.string()
            default: throw parser.unknown(name, ["prefix", "asn", "comment"])
            }
        }
        guard prefix != nil || asn != nil else { throw error(.emptyFilter) }
        return SLURMPrefixFilter(prefix: prefix, asn: asn, comment: comment)
    }

    /// RFC 8416 section 3.3.2.
    mutating func parseBGPsecFilter() throws(SLURMError) -> SLURMBGPsecFilter {
        var asn: ASN?
        var identifier: [UInt8]?
        var comment: String?
        try object { (parser, name) throws(SLURMError) in
            switch name {
            case "asn": asn = try parser.asn()
            case "SKI": identifier = try parser.subjectKeyIdentifier()
            case "comment": comment = try parser.string()
            default: throw parser.unknown(name, ["asn", "SKI", "comment"])
            }
        }
        guard asn != nil || identifier != nil else { throw error(.emptyFilter) }
        return SLURMBGPsecFilter(asn: asn, subjectKeyIdentifier: identifier, comment: comment)
    }

    /// draft-ietf-sidrops-aspa-slurm. Its revisions call the customer by two names.
    mutating func parseASPAFilter() throws(SLURMError) -> SLURMASPAFilter {
        var customer: ASN?
        var comment: String?
        try object { (parser, name) throws(SLURMError) in
            switch name {
            case "customerAsid", "customerAsn":
                guard customer == nil else { throw parser.error(.duplicateMember) }
                customer = try parser.customer()
            case "comment": comment = try parser.string()
            default: throw parser.unknown(name, ["customerAsid", "comment"])
            }
        }
        guard let customer else { throw error(.missingMember, "customerAsid") }
        return SLURMASPAFilter(customer: customer, comment: comment)
    }

    /// RFC 8416 section 3.4.1.
    mutating func parsePrefixAssertion() throws(SLURMError) -> SLURMAssertion<VRP> {
        var prefix: IPPrefix?
        var asn: ASN?
        var maxLength: UInt64?
        var maxLengthError: SLURMError?
        var comment: String?
        try object(required: ["asn", "prefix"]) { (parser, name) throws(SLURMError) in
            switch name {
            case "prefix": prefix = try parser.prefix()
            case "asn": asn = try parser.asn()
            case "maxPrefixLength":
                // Whether it fits is known when the prefix is, which may come later.
                maxLengthError = parser.error(.invalidMaxPrefixLength)
                maxLength = try parser.unsigned() ?? .max
            case "comment": comment = try parser.string()
            default: throw parser.unknown(name, ["prefix", "asn", "maxPrefixLength", "comment"])
            }
        }
        guard let prefix, let asn else { throw error(.missingMember) }
        let length = maxLength ?? UInt64(prefix.length)
        guard VRP.isValid(maxLength: length, of: prefix) else {
            throw maxLengthError ?? error(.invalidMaxPrefixLength)
        }
        return SLURMAssertion(VRP(prefix: prefix, maxLength: UInt8(length), asn: asn), comment: comment)
    }

    /// RFC 8416 section 3.4.2.
    mutating func parseBGPsecAssertion() throws(SLURMError) -> SLURMAssertion<RouterKey> {
        var asn: ASN?
        var identifier: [UInt8]?
        var key: [UInt8]?
        var comment: String?
        try object(required: ["asn", "SKI", "routerPublicKey"]) { (parser, name) throws(SLURMError) in
            switch name {
            case "asn": asn = try parser.asn()
            case "SKI": identifier = try parser.subjectKeyIdentifier()
            case "routerPublicKey": key = try parser.publicKey()
            case "comment": comment = try parser.string()
            default: throw parser.unknown(name, ["asn", "SKI", "routerPublicKey", "comment"])
            }
        }
        guard let asn, let identifier, let key else { throw error(.missingMember) }
        return SLURMAssertion(
            RouterKey(asn: asn, subjectKeyIdentifier: identifier, publicKey: key), comment: comment)
    }

    /// draft-ietf-sidrops-aspa-slurm. Its revisions call customer and providers by two names each.
    mutating func parseASPAAssertion() throws(SLURMError) -> SLURMAssertion<ASPA> {
        var customer: ASN?
        var providers: [ASN]?
        var providersError: SLURMError?
        var comment: String?
        try object { (parser, name) throws(SLURMError) in
            switch name {
            case "customerAsn", "customerAsid":
                guard customer == nil else { throw parser.error(.duplicateMember) }
                customer = try parser.customer()
            case "providerAsns", "providers":
                guard providers == nil else { throw parser.error(.duplicateMember) }
                providersError = parser.error(.invalidProviders)
                var list: [ASN] = []
                try parser.array { (parser) throws(SLURMError) in list.append(try parser.asn()) }
                providers = list
            case "comment": comment = try parser.string()
            default: throw parser.unknown(name, ["customerAsn", "providerAsns", "comment"])
            }
        }
        guard let customer else { throw error(.missingMember, "customerAsn") }
        guard let providers else { throw error(.missingMember, "providerAsns") }
        let aspa = ASPA(customer: customer, providers: providers)
        guard !aspa.providers.isEmpty, !aspa.providers.contains(customer),
            aspa.providers.count == 1 || aspa.providers[0] != 0
        else { throw providersError ?? error(.invalidProviders) }
        return SLURMAssertion(aspa, comment: comment)
    }
}

extension SLURMParser {
    private mutating func prefix() throws(SLURMError) -> IPPrefix {
        let result = try text { text in
            Result { () throws(IPPrefix.TextError) in try IPPrefix(parsing: text.span) }
        }
        switch result {
        case .success(let prefix): return prefix
        case .failure(.hostBits(let prefix)): throw error(.hostBits, "the address lies in \(prefix)")
        case .failure(let reason): throw error(.invalidPrefix, reason.description)
        }
    }

    private mutating func customer() throws(SLURMError) -> ASN {
        let customer = try asn()
        if customer == 0 { throw error(.invalidASN, "AS 0 cannot be a customer") }
        return customer
    }

    private mutating func subjectKeyIdentifier() throws(SLURMError) -> [UInt8] {
        let octets = try text { Base64.urlUnpadded.octets($0.span) }
        guard let octets, octets.count == RouterKey.subjectKeyIdentifierCount else { throw error(.invalidSKI) }
        return octets
    }

    private mutating func publicKey() throws(SLURMError) -> [UInt8] {
        let octets = try text { Base64.urlUnpadded.octets($0.span) }
        guard let octets, !octets.isEmpty else { throw error(.invalidPublicKey) }
        return octets
    }
}
