import Foundation
import NumberResources
import ValidatedPayloads

/// `10.0.0.0/8` or `2001:db8::/32`; a prefix that cannot be read is an error of the test.
func prefix(_ text: String) -> IPPrefix {
    guard let prefix = IPPrefix(text) else { preconditionFailure("not a prefix: \(text)") }
    return prefix
}

/// `10.0.0.0/8-24 64496`, or without a maximum length.
func vrp(_ text: String) -> VRP {
    let parts = text.split(separator: " ")
    let range = parts[0].split(separator: "-")
    let prefix = prefix(String(range[0]))
    let maxLength = range.count > 1 ? UInt8(range[1]) : prefix.length
    return VRP(prefix: prefix, maxLength: maxLength ?? 0, asn: ASN(UInt32(parts[1]) ?? 0))
}

func aspa(_ customer: ASN, _ providers: ASN...) -> ASPA {
    ASPA(customer: customer, providers: providers)
}

func routerKey(_ asn: ASN, _ octet: UInt8) -> RouterKey {
    RouterKey(
        asn: asn, subjectKeyIdentifier: [UInt8](repeating: octet, count: 20),
        publicKey: [0x30, 0x03, octet, 0xfb, 0xff])
}

func at(_ seconds: Int) -> Date {
    Date(timeIntervalSince1970: TimeInterval(seconds))
}

func source(_ trustAnchor: String = "test", uri: String? = nil, expires: Int? = nil) -> PayloadSource {
    .object(PayloadSource.Object(trustAnchor: trustAnchor, uri: uri, expires: expires.map(at)))
}

func payloadSet(
    _ vrps: [VRP] = [], _ aspas: [ASPA] = [], _ routerKeys: [RouterKey] = [], from source: PayloadSource = source()
) -> PayloadSet {
    var builder = PayloadSetBuilder()
    let id = builder.source(source)
    for vrp in vrps { builder.add(vrp, source: id) }
    for aspa in aspas { builder.add(aspa, source: id) }
    for key in routerKeys { builder.add(key, source: id) }
    return builder.build()
}
