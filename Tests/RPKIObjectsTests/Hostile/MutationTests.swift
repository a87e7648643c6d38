import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import TestSupport
import Testing

/// Damaged objects: whatever is done to them, they are decoded or refused, at a place within them.
@Suite struct MutationTests {
    private struct Seed {
        let type: RepositoryObject.FileType
        let octets: [UInt8]
    }

    /// How many times as many rounds as usual; for a long run by hand, with other seeds too.
    private static let factor = Int(ProcessInfo.processInfo.environment["ATALAYA_MUTATIONS"] ?? "") ?? 1

    private static func builtSeeds() throws -> [Seed] {
        let samples = try SampleObjects()
        return [
            Seed(type: .certificate, octets: try samples.trustAnchor()),
            Seed(type: .certificate, octets: try samples.certificate(flavour: .reconsidered)),
            Seed(type: .certificate, octets: try samples.router()),
            Seed(type: .revocationList, octets: try samples.revocationList()),
            Seed(type: .manifest, octets: try samples.manifest()),
            Seed(type: .routeOriginAuthorization, octets: try samples.roa()),
            Seed(type: .providerAuthorization, octets: try samples.aspa()),
            Seed(type: .ghostbusters, octets: try samples.ghostbusters()),
            Seed(type: .checklist, octets: try samples.checklist()),
            Seed(type: .trustAnchorKey, octets: try samples.trustAnchorKey()),
            Seed(type: .prefixList, octets: try samples.prefixList()),
        ]
    }

    /// Some objects of others, where they are at hand.
    private static func realSeeds() throws -> [Seed] {
        let folders = ["rpki/objects/rpki-rs/repository", "rpki/bbn-conformance/root"]
        return try folders.flatMap { folder in
            try SharedData.files(below: folder).enumerated().filter { $0.offset % 5 == 0 }.compactMap { _, name in
                guard let type = RepositoryObject.FileType(fileName: name) else { return nil }
                return Seed(type: type, octets: try SharedData.bytes(folder + "/" + name))
            }
        }
    }

    @Test("Octets flipped, cut, doubled, moved and put in", arguments: [1, 2, 3, 4] as [UInt64])
    func octets(_ seed: UInt64) throws {
        var random = SeededGenerator(seed &* UInt64(truncatingIfNeeded: Self.factor))
        let seeds = try Self.builtSeeds() + Self.realSeeds()
        let authority = try SampleObjects().authority()
        for _ in 0..<1500 * Self.factor {
            let seed = try #require(seeds.randomElement(using: &random))
            var octets = seed.octets
            for _ in 0..<Int.random(in: 1...3, using: &random) { octets.damage(&random) }
            Self.decode(octets, as: seed.type, authority)
        }
    }

    @Test("Values damaged while the lengths around them stay right", arguments: [5, 6, 7, 8] as [UInt64])
    func values(_ seed: UInt64) throws {
        var random = SeededGenerator(seed &* UInt64(truncatingIfNeeded: Self.factor))
        let authority = try SampleObjects().authority()
        let seeds = try (Self.builtSeeds() + Self.realSeeds()).compactMap { seed in
            DERNode.parse(seed.octets).map { (seed.type, $0) }
        }
        for _ in 0..<1500 * Self.factor {
            let (type, seed) = try #require(seeds.randomElement(using: &random))
            var nodes = seed
            for _ in 0..<Int.random(in: 1...2, using: &random) { nodes.damage(&random) }
            Self.decode(DERNode.encode(nodes), as: type, authority)
        }
    }

    @Test("Contents damaged, in a wrapping that is sound", arguments: [9, 10] as [UInt64])
    func contents(_ seed: UInt64) throws {
        var random = SeededGenerator(seed &* UInt64(truncatingIfNeeded: Self.factor))
        let samples = try SampleObjects()
        let authority = try samples.authority()
        let seeds = try Self.builtSeeds().filter { ![.certificate, .revocationList].contains($0.type) }
        let builders: [RepositoryObject.FileType: ((inout SignedObjectPlan) -> Void) throws -> [UInt8]] = [
            .manifest: samples.manifest, .routeOriginAuthorization: samples.roa, .providerAuthorization: samples.aspa,
            .ghostbusters: samples.ghostbusters, .checklist: samples.checklist,
            .trustAnchorKey: samples.trustAnchorKey, .prefixList: samples.prefixList,
        ]
        for _ in 0..<600 * Self.factor {
            let seed = try #require(seeds.randomElement(using: &random))
            let build = try #require(builders[seed.type])
            var content = try SharedData.content(of: seed.octets)
            if var nodes = DERNode.parse(content), Bool.random(using: &random) {
                nodes.damage(&random)
                content = DERNode.encode(nodes)
            } else {
                content.damage(&random)
            }
            // Signatures are not looked at while decoding; making them would take most of the time.
            let octets = try build {
                $0.eContent = content
                $0.signerInfos[0].signature = .octets([1])
                $0.endEntity.signature = .octets([1])
            }
            Self.decode(octets, as: seed.type, authority)
        }
    }

    @Test("Locators damaged")
    func locators() throws {
        var random = SeededGenerator(11)
        let text = TALPlan(
            uris: ["rsync://a/b/c.cer", "https://a/c.cer"],
            subjectPublicKeyInfo: try SampleObjects.pool.key(0).subjectPublicKeyInfo
        ).text
        for _ in 0..<3000 * Self.factor {
            var octets = Array(text.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) { octets.damage(&random) }
            Self.check(octets) { () throws(ObjectError) in
                let locator = try TrustAnchorLocator(decoding: octets, name: "x")
                #expect(locator.relativePaths.count == locator.uris.count)
            }
        }
    }

    /// Decodes `octets` and goes on with what comes out of it as a validator would.
    private static func decode(
        _ octets: [UInt8], as type: RepositoryObject.FileType, _ authority: Certificate.Authority
    ) {
        check(octets) { () throws(ObjectError) in
            let object = try RepositoryObject(decoding: octets, as: type)
            if case .certificate(let certificate) = object {
                _ = (certificate.repository, certificate.manifest, certificate.notification, certificate.subject)
                _ = (certificate.revocationLists, certificate.issuerLocation, certificate.encoded)
                _ = (certificate.subjectText, certificate.issuerText)
                if certificate.isSelfIssued { _ = try certificate.verifyAsTrustAnchor() }
            }
            if case .revocationList(let list) = object {
                #expect(list.entries.map(\.serialNumber).sorted() == list.revoked)
            }
            _ = object.signedObject?.certificate.signedObjects
            try object.check(issuer: authority, at: SampleObjects.now)
        }
    }

    private static func check(_ octets: [UInt8], _ body: () throws(ObjectError) -> Void) {
        guard let error = refusal(body) else { return }
        if let offset = error.offset { #expect((0...octets.count).contains(offset), "\(error)") }
        #expect(error.detail.count <= 500)
        #expect(error.detail.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(error)")
    }
}

extension [UInt8] {
    /// Damages some octets.
    mutating func damage(_ random: inout SeededGenerator) {
        guard !isEmpty else { return append(.random(in: 0...255, using: &random)) }
        let place = Int.random(in: 0..<count, using: &random)
        let end = Swift.min(count, place + Int.random(in: 1...40, using: &random))
        switch Int.random(in: 0..<8, using: &random) {
        case 0: self[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: self[place] = [0, 1, 0x7f, 0x80, 0x81, 0x84, 0xff].randomElement(using: &random) ?? 0
        case 2: self[place] = .random(in: 0...255, using: &random)
        case 3: removeSubrange(place...)
        case 4: removeSubrange(place..<end)
        case 5: insert(contentsOf: self[place..<end], at: place)
        case 6: insert(contentsOf: (place..<end).map { _ in .random(in: 0...255, using: &random) }, at: place)
        default:
            let other = Int.random(in: 0..<count, using: &random)
            for offset in 0..<Swift.min(end - place, count - other) { self[other + offset] = self[place + offset] }
        }
    }
}
