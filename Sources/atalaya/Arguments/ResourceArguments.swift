internal import ArgumentParser
internal import NumberResources

/// AS numbers and prefixes on the command line.
enum ResourceArgument {
    static func asn(_ text: String) throws -> ASN {
        guard let asn = ASN(text) else {
            throw ValidationError("'\(text)' is not an AS number such as AS64496, 64496 or 1.10.")
        }
        return asn
    }

    static func prefix(_ text: String) throws -> IPPrefix {
        guard let prefix = IPPrefix(text) else {
            throw ValidationError(
                "'\(text)' is not a prefix such as 192.0.2.0/24 or 2001:db8::/32, without bits after its length.")
        }
        return prefix
    }
}
