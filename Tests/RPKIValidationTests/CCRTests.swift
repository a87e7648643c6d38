import Foundation
import NumberResources
import RPKIObjects
import Testing
import ValidatedPayloads

@testable import RPKIValidation

@Suite("Canonical cache representation")
struct CCRTests {
    private static let producedAt = Date(timeIntervalSince1970: 1_778_803_210)
    private static let keys = (1...3).compactMap { KeyIdentifier(octets: Array(repeating: $0, count: 20)) }
    private static let publicKey: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x05]

    private static func manifest(_ content: UInt8, number: UInt64 = 7, subordinates: [KeyIdentifier] = [])
        -> ManifestInstance
    {
        ManifestInstance(
            hash: ObjectHash(of: [content]), size: 2_000, authority: keys[0], number: SerialNumber(number),
            thisUpdate: producedAt - Double(content), location: "rsync://rpki.example.net/repo/\(content).mft",
            subordinates: subordinates)
    }

    private static func representation(
        manifests: [ManifestInstance] = [manifest(1, subordinates: [keys[1]]), manifest(2), manifest(3)],
        routeOrigins: [VRP] = origins([
            "AS64497 2001:db8::/32 48", "AS64497 192.0.2.0/24 24", "AS64496 192.0.2.0/25 25",
        ]),
        trustAnchors: [KeyIdentifier] = [keys[2], keys[0]]
    ) -> CanonicalCacheRepresentation {
        CanonicalCacheRepresentation(
            producedAt: producedAt, manifests: manifests, routeOrigins: routeOrigins,
            providers: [ASPA(customer: 64497, providers: [64499, 64498]), ASPA(customer: 64496, providers: [0])],
            trustAnchors: trustAnchors,
            routerKeys: [2, 1].map {
                RouterKey(asn: 64496, subjectKeyIdentifier: keys[$0].octets, publicKey: publicKey)
            })
    }

    private static func origins(_ lines: [String]) -> [VRP] {
        lines.compactMap { line in
            let fields = line.split(separator: " ")
            guard let asn = ASN(fields[0]), let prefix = IPPrefix(fields[1]), let length = UInt8(fields[2]) else {
                return nil
            }
            return VRP(prefix: prefix, maxLength: length, asn: asn)
        }
    }

    private static func code(_ bytes: [UInt8]) -> ObjectError.Code? {
        do throws(ObjectError) {
            _ = try CanonicalCacheRepresentation(decoding: bytes)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("What is written is read back, every state of it")
    func roundTrip() throws {
        let written = CCRTests.representation()
        let read = try CanonicalCacheRepresentation(decoding: written.encoded)
        #expect(read == written)
        #expect(read.producedAt == CCRTests.producedAt)
        #expect(read.mostRecentUpdate == CCRTests.producedAt - 1)
        #expect(read.routeOrigins?.elements.count == 3)
        #expect(read.trustAnchors?.elements == [CCRTests.keys[0], CCRTests.keys[2]])
    }

    @Test("VRPs stand by AS number, then IPv4 before IPv6, then by address, length and maximum length")
    func order() {
        let lines = [
            "AS1 192.0.2.0/24 24", "AS1 192.0.2.0/24 32", "AS1 192.0.2.0/25 25", "AS1 192.0.3.0/24 24", "AS1 ::/0 0",
            "AS2 10.0.0.0/8 8",
        ]
        let representation = CCRTests.representation(routeOrigins: CCRTests.origins(lines.reversed()))
        #expect(representation.routeOrigins?.elements == CCRTests.origins(lines))
    }

    @Test("The hash of an empty list is that of an empty SEQUENCE; without trust anchors their state is left out")
    func empty() throws {
        let written = CCRTests.representation(manifests: [], routeOrigins: [], trustAnchors: [])
        let read = try CanonicalCacheRepresentation(decoding: written.encoded)
        #expect(read.routeOrigins?.hash == ObjectHash(of: [0x30, 0x00]))
        #expect(read.manifests?.elements == [])
        #expect(read.mostRecentUpdate == Date(timeIntervalSince1970: 0))
        #expect(read.trustAnchors == nil)
    }

    @Test("A manifest that two trust anchors lead to stands once, with the subordinates of both")
    func merging() {
        let merged = CCRTests.representation(manifests: [
            CCRTests.manifest(1, subordinates: [CCRTests.keys[2]]),
            CCRTests.manifest(1, subordinates: [CCRTests.keys[1]]),
        ])
        #expect(
            merged.manifests?.elements == [CCRTests.manifest(1, subordinates: [CCRTests.keys[1], CCRTests.keys[2]])])
    }

    @Test("A changed octet of a list no longer has the list's hash, nor a changed hash the list")
    func corrupted() {
        let good = CCRTests.representation()
        for state in [good.manifests?.hash, good.routeOrigins?.hash, good.providers?.hash, good.trustAnchors?.hash] {
            var bytes = good.encoded
            guard let octets = state?.octets, let place = bytes.firstRange(of: octets) else {
                Issue.record("the hash is not in the file")
                continue
            }
            bytes[place.lowerBound] ^= 1
            #expect(CCRTests.code(bytes) == .hashMismatch)
        }
    }

    @Test("No cut of a file is accepted")
    func truncated() {
        let bytes = CCRTests.representation().encoded
        for count in bytes.indices { #expect(CCRTests.code(Array(bytes[..<count])) != nil) }
        #expect(CCRTests.code(bytes + [0]) == .trailingData)
    }

    @Test("A file above the limit is refused")
    func limit() {
        let bytes = CCRTests.representation().encoded
        #expect {
            _ = try CanonicalCacheRepresentation(decoding: bytes, sizeLimit: bytes.count - 1)
        } throws: { ($0 as? ObjectError)?.code == .size }
    }
}
