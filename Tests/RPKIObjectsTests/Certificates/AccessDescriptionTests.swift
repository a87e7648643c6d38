import RPKIObjects
import RPKITesting
import Testing

/// The locations that a certificate names: RFC 6487 sections 4.8.6 to 4.8.8, RFC 8182 section 3.2.
@Suite struct AccessDescriptionTests {
    /// A place for a location, and what a certificate is refused with that has a wrong one there.
    enum Place: String, CaseIterable, Sendable {
        case issuer, repository, manifest, notification, signedObject, revocationList

        var code: ObjectError.Code {
            switch self {
            case .issuer: .authorityInformationAccess
            case .revocationList: .crlDistributionPoints
            default: .subjectInformationAccess
            }
        }

        var rule: Rule {
            switch self {
            case .issuer: Rule("RFC 6487", "4.8.7")
            case .repository, .manifest: Rule("RFC 6487", "4.8.8.1")
            case .notification: Rule("RFC 8182", "3.2")
            case .signedObject: Rule("RFC 6487", "4.8.8.2")
            case .revocationList: Rule("RFC 6487", "4.8.6")
            }
        }

        /// One that is right.
        var uri: String {
            switch self {
            case .issuer: "rsync://a/b/c.cer"
            case .repository: "rsync://a/b/"
            case .manifest: "rsync://a/b/c.mft"
            case .notification: "https://a/n.xml"
            case .signedObject: "rsync://a/b/c.roa"
            case .revocationList: "rsync://a/b/c.crl"
            }
        }

        /// A certificate with these locations there, and right ones elsewhere.
        func octets(_ locations: [Location]) throws -> [UInt8] {
            func descriptions(_ method: String, _ place: Place) -> [AccessDescription] {
                place == self
                    ? locations.map { AccessDescription(method, $0.uri, tag: $0.tag) }
                    : [AccessDescription(method, place.uri)]
            }
            let samples = try SampleObjects()
            guard self != .signedObject else {
                return try samples.roa {
                    $0.endEntity.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                        descriptions(OID.signedObject, .signedObject))
                }
            }
            return try samples.certificate {
                $0.extensions[OID.authorityInformationAccess]?.value =
                    CertificateExtension.subjectInformationAccess(
                        descriptions(OID.caIssuers, .issuer)
                    ).value
                $0.extensions[OID.subjectInformationAccess] = .subjectInformationAccess(
                    descriptions(OID.caRepository, .repository) + descriptions(OID.rpkiManifest, .manifest)
                        + descriptions(OID.rpkiNotify, .notification))
                if self == .revocationList {
                    $0.extensions[OID.crlDistributionPoints]?.value = DERWriter.encode {
                        $0.sequence {
                            $0.sequence {
                                $0.context(0) {
                                    $0.context(0) { for it in locations { $0.primitive(tag: it.tag, it.uri.utf8) } }
                                }
                            }
                        }
                    }
                }
            }
        }

        func error(_ locations: [Location]) throws -> ObjectError? {
            let octets = try octets(locations)
            return refusal { () throws(ObjectError) in
                if self == .signedObject {
                    _ = try RouteOriginAuthorization(decoding: octets)
                } else {
                    _ = try Certificate(decoding: octets)
                }
            }
        }
    }

    typealias Location = (uri: String, tag: UInt8)

    static let malformed: [Location] = [
        ("", 0x86), (" ", 0x86), ("a", 0x86), ("a/b/c", 0x86), ("//a/b/c", 0x86), (":", 0x86), ("rsync:", 0x86),
        ("1rsync://a/b/c", 0x86), ("rsync://", 0x86), ("rsync:///b/c", 0x86), ("rsync:/a/b/c", 0x86),
        ("rsync://a", 0x86), ("rsync://a/", 0x86), ("rsync://a//c", 0x86), ("rsync://a/../c", 0x86),
        ("rsync://a/b/./c", 0x86), ("rsync://a/b/c d", 0x86), ("rsync://a/b/c\u{0}", 0x86),
        ("rsync://a/b/c\u{7}", 0x86), ("rsync://a/b/c\n", 0x86), ("rsync://a/b/é", 0x86), ("rsync://é/b/c", 0x86),
        ("rsync://a/b/c\\d", 0x86), ("rsync://a/b/{c}", 0x86), ("rsync://a/b/c\"", 0x86), ("rsync://a/b/<c>", 0x86),
        ("rsync://a/b/c|d", 0x86), ("rsync://a/b/c^", 0x86), ("rsync://a/b/`c`", 0x86), ("rsync://a/b/c%", 0x86),
        ("rsync://a/b/c%2", 0x86), ("rsync://a/b/c%zz", 0x86), ("rsync://u@a/b/c", 0x86), ("rsync://a:b/c/d", 0x86),
        ("rsync://a:0/b/c", 0x86), ("rsync://a:65536/b/c", 0x86), ("rsync://:873/b/c", 0x86),
        ("rsync://[::g]/b/c", 0x86), ("rsync://[]/b/c", 0x86), ("rsync://[::1/b/c", 0x86),
        ("rsync://[1.2.3.4]/b/c", 0x86),
        ("rsync://a[/b/c", 0x86), ("rsync://a/b/[c]", 0x86), ("rsync://a,b/c/d", 0x86), ("rsync://a/b/c?d", 0x86),
        ("rsync://a/b/c#d", 0x86), ("rsync://a/b/c rsync://d/e/f", 0x86), ("https://", 0x86), ("https:///n.xml", 0x86),
        ("https:a/n.xml", 0x86), ("https://u:p@a/n.xml", 0x86), ("https://a:x/n.xml", 0x86),
        ("https://a/n.xml#x", 0x86),
        ("https://a b/n.xml", 0x86), ("http://", 0x86), ("http:///n.xml", 0x86), ("ldap://?x", 0x86), ("urn:", 0x86),
        ("rsync://a/b/" + String(repeating: "c", count: 2040), 0x86),
        // Of a tag that no GeneralName has, or in parts.
        ("", 0xa6), ("rsync://a/b/c", 0x16), ("rsync://a/b/c", 0x0c),
    ]

    @Test(
        "A location that is not one well-formed URI is refused, alone and beside one that is right",
        arguments: Place.allCases)
    func malformed(_ place: Place) throws {
        for (uri, tag) in Self.malformed {
            let cases: [[Location]] = [
                [(uri, tag)], [(place.uri, 0x86), (uri, tag)], [(uri, tag), (place.uri, 0x86)],
            ]
            for locations in cases {
                let error = try place.error(locations)
                #expect(error?.code == place.code, "\(uri) as \(tag): \(error?.description ?? "accepted")")
                #expect(error?.rule == place.rule, "\(uri) as \(tag)")
                #expect(error?.offset != nil)
            }
        }
    }

    /// otherName, rfc822Name, dNSName, x400Address, directoryName, ediPartyName, iPAddress, registeredID.
    static let names: [Location] = [
        ("", 0xa0), ("a@b", 0x81), ("rsync://a/b/c", 0x82), ("", 0xa3), ("", 0xa4), ("", 0xa5),
        ("\u{1}\u{2}\u{3}\u{4}", 0x87), ("\u{2a}", 0x88),
    ]

    @Test(
        "A name of another kind is refused, but for one beside the URI of a publication point, manifest or object",
        arguments: Place.allCases)
    func names(_ place: Place) throws {
        let isAllowed = [.repository, .manifest, .signedObject].contains(place)
        for name in Self.names {
            #expect(try place.error([name])?.code == place.code, "\(name)")
            #expect(try place.error([(place.uri, 0x86), name])?.code == (isAllowed ? nil : place.code), "\(name)")
            #expect(try place.error([name, (place.uri, 0x86)])?.code == (isAllowed ? nil : place.code), "\(name)")
        }
    }

    @Test("URIs of other schemes are allowed beside one of the scheme that is asked for", arguments: Place.allCases)
    func schemes(_ place: Place) throws {
        let others = [
            "http://a/b", "HTTP://A:80/b?c#d", "ftp://u@a/b", "ldap://[2001:db8::1]/c=d", "urn:example:a",
            "file:///a/b",
            place == .notification ? "rsync://a/b/c" : "https://a:443/b%20c?d=e&f",
        ]
        for other in others {
            #expect(try place.error([(other, 0x86), (place.uri, 0x86)]) == nil, "\(other)")
            #expect(try place.error([(place.uri, 0x86), (other, 0x86)]) == nil, "\(other)")
            let error = try place.error([(other, 0x86)])
            #expect(error?.code == place.code, "\(other): \(error.map(\.description) ?? "accepted")")
            #expect(error?.rule == place.rule)
        }
    }

    @Test("Hosts that are names or addresses, with ports, in capitals", arguments: Place.allCases)
    func hosts(_ place: Place) throws {
        let path = place == .notification ? "/n.xml" : "/b/c"
        let scheme = place == .notification ? "https" : "rsync"
        for host in [
            "a", "A.Example", "192.0.2.1", "[2001:db8::1]", "[::ffff:192.0.2.1]", "a:8873", "[::1]:8873", "a_b-c.d",
            "a:",
        ] {
            for scheme in [scheme, scheme.uppercased()] {
                let error = try place.error([("\(scheme)://\(host)\(path)", 0x86)])
                #expect(error == nil, "\(scheme)://\(host): \(error.map(\.description) ?? "")")
            }
        }
    }
}
