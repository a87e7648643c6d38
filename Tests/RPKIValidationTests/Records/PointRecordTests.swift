import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import TestSupport
import Testing
import TextFormats
import ValidatedPayloads

@Suite struct PointRecordTests {
    /// A record with every kind of verdict.
    private func record() async throws -> PointRecord {
        var (repository, isp) = Walk.sample()
        repository.addRouterKey(in: isp, asns: [64496, 64497], key: try .derived(0))
        repository.addGhostbusters(in: isp, GhostbustersPlan(name: "Desk", email: "desk@isp.example"))
        repository.addFile(in: isp, name: "data.xyz", [1, 2, 3])
        repository.addFile(in: isp, name: "wrong.roa", [1, 2, 3])
        let store = WatchedStore()
        _ = try await Walk.run(repository, store: store)
        let key = try #require(store.keys.first { $0.repository.hasSuffix("/isp/") })
        return try #require(store.entry(for: key).flatMap { PointRecord(encoded: $0.record) })
    }

    @Test("A record is read as it was written")
    func roundTrip() async throws {
        let record = try await record()
        #expect(record.files.count == 9)
        #expect(Set(record.files.map(\.verdict)).count == 9)
        #expect(PointRecord(encoded: record.encoded) == record)
    }

    @Test("A record with one bit changed anywhere is not read")
    func anyBit() async throws {
        let octets = try await record().encoded
        for index in octets.indices {
            var changed = octets
            changed[index] ^= UInt8(1) << UInt8(index % 8)
            #expect(PointRecord(encoded: changed) == nil)
        }
    }

    @Test("A record cut off anywhere is not read, nor one with something behind it")
    func cut() async throws {
        let octets = try await record().encoded
        for count in octets.indices { #expect(PointRecord(encoded: Array(octets.prefix(count))) == nil) }
        #expect(PointRecord(encoded: octets + [0]) == nil)
        #expect(PointRecord(encoded: []) == nil)
    }

    @Test("Damaged octets under a right hash are read or not, and never stop the program", arguments: 0..<20)
    func damaged(seed: UInt64) async throws {
        let octets = Array(try await record().encoded.dropLast(32))
        var generator = SeededGenerator(seed)
        for _ in 0..<500 {
            var changed = octets
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                switch Int.random(in: 0..<4, using: &generator) {
                case 0:
                    changed[Int.random(in: 0..<changed.count, using: &generator)] = .random(
                        in: 0...255, using: &generator)
                case 1: changed[Int.random(in: 0..<changed.count, using: &generator)] = 0xff
                case 2: changed.removeSubrange(Int.random(in: changed.count / 2..<changed.count, using: &generator)...)
                default:
                    let place = Int.random(in: 0..<changed.count, using: &generator)
                    changed.insert(.random(in: 0...255, using: &generator), at: place)
                }
            }
            guard let record = PointRecord(encoded: changed + ObjectHash(of: changed).octets) else { continue }
            // What is read can be used as far as a run uses it.
            #expect(record.revocationList < record.files.count)
            _ = "\(RFC3339(record.thisUpdate)) \(RFC3339(record.nextUpdate))"
            for file in record.files {
                if case .routeOrigins(_, let origins) = file.verdict {
                    for address in origins.addresses {
                        _ = VRP(prefix: address.prefix, maxLength: address.maxLength, asn: ASN(origins.asn))
                    }
                }
            }
            #expect(PointRecord(encoded: record.encoded) == record)
        }
    }

    @Test("A store with nothing but damaged records gives what an empty one gives, and is mended")
    func damagedStore() async throws {
        let built = try Walk.sample().0.build()
        let store = WatchedStore()
        let first = try await Walk.run(built, store: store)
        store.changeRecords { _, octets in octets[octets.count / 2] ^= 0x10 }
        store.resetCounts()
        let second = try await Walk.run(built, store: store)
        #expect(second.digest == first.digest)
        #expect(store.counts.keeps == 5)
        store.resetCounts()
        _ = try await Walk.run(built, store: store)
        #expect(store.counts.keeps == 0)
    }

    @Test("Records of another version are worked out again")
    func otherVersion() async throws {
        var octets = Array(try await record().encoded.dropLast(32))
        octets[0] &+= 1
        #expect(PointRecord(encoded: octets + ObjectHash(of: octets).octets) == nil)
    }
}
