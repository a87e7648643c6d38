import Foundation
import NumberResources
import RPKIObjects
import TestSupport
import Testing
import ValidatedPayloads

@testable import RPKIValidation

@Suite("Canonical cache representation, against files of others")
struct CCRSharedDataTests {
    /// A whole repository, with the representation that another validator wrote of it.
    struct Sample: Sendable, CustomTestStringConvertible {
        let folder: String
        let locator: String
        let date: Date

        var testDescription: String { folder }
    }

    static let samples = [
        Sample(folder: "ripe-pilot-2023", locator: "pilot", date: Date(timeIntervalSince1970: 1_691_132_400)),
        Sample(folder: "twnic-2026", locator: "twnic", date: Date(timeIntervalSince1970: 1_773_644_400)),
    ]

    static let isThere = SharedData.has("rpki/twnic-2026")

    static func bytes(_ path: String) throws -> [UInt8] {
        try SharedData.bytes("rpki/" + path)
    }

    @Test(
        "The walk over a whole repository gives the file of another validator, byte for byte",
        .enabled(if: isThere, "../shared/data is absent"), arguments: samples)
    func wholeRepository(_ sample: Sample) async throws {
        let expected = try CanonicalCacheRepresentation(
            decoding: CCRSharedDataTests.bytes(sample.folder + "/expected.ccr"))
        let locator = try TrustAnchorLocator(
            decoding: CCRSharedDataTests.bytes("\(sample.folder)/\(sample.locator).tal"), name: sample.locator)
        let repository = SharedData.root.appending(path: "rpki/\(sample.folder)/repository").path
        let run = try await Validator(source: LocalRepository(root: repository)).run(from: [locator], at: sample.date)
        let found = CanonicalCacheRepresentation(run)

        #expect(found.manifests?.hash == expected.manifests?.hash)
        #expect(found.routeOrigins?.hash == expected.routeOrigins?.hash)
        #expect(found.providers?.hash == expected.providers?.hash)
        #expect(found.trustAnchors?.hash == expected.trustAnchors?.hash)
        #expect(found.routerKeys?.hash == expected.routerKeys?.hash)
        #expect(found.encoded == expected.encoded)
        #expect(run.canonicalCacheRepresentation == expected.encoded)
    }

    @Test("The sample of the draft is read whole, and written alike", .enabled(if: isThere, "../shared/data is absent"))
    func sample() throws {
        let text = try CCRSharedDataTests.bytes("objects/rpki-commons/ccr/draft-ietf-sidrops-rpki-ccr.ccr")
        let octets = try #require(
            Data(base64Encoded: String(decoding: text, as: UTF8.self), options: .ignoreUnknownCharacters))
        let sample = try CanonicalCacheRepresentation(decoding: [UInt8](octets))
        let manifests = try #require(sample.manifests).elements
        #expect(manifests.map(\.subordinates.count).sorted() == [0, 0, 0, 2])
        let rewritten = CanonicalCacheRepresentation(
            producedAt: sample.producedAt, manifests: manifests.reversed(),
            routeOrigins: try #require(sample.routeOrigins).elements.reversed(),
            providers: try #require(sample.providers).elements.reversed(),
            trustAnchors: try #require(sample.trustAnchors).elements.reversed(),
            routerKeys: try #require(sample.routerKeys).elements.reversed())
        #expect(rewritten == sample)
        #expect(sample.providers?.elements.map(\.customer) == [64511, 65536, 65550])
        #expect(sample.routeOrigins?.elements.count == 5)
        #expect(sample.routerKeys?.elements.count == 3)
    }
}
