internal import FoundationEssentials
internal import NumberResources
internal import RPKIObjects
internal import RPKITesting

/// Decoding with all checks of the profile, signatures apart.
enum ObjectSuite {
    static func benchmarks() -> [Benchmark] {
        do {
            let samples = try SampleObjects(at: Date(timeIntervalSince1970: 1_767_225_600))
            let certificate = try samples.authority(resources: "AS64496 192.0.2.0/24 2001:db8::/32").encoded()
            let roa = try samples.roa(asn: 64496, ["192.0.2.0/24", "2001:db8::/48"]).encoded()
            let manifest = try samples.manifest(["a.roa": roa, "b.roa": roa, "c.cer": certificate]).encoded()
            return [
                Benchmark("certificate decoding", operations: 2_000, batch: 100, target: .microseconds(2)) {
                    total($0) { try Certificate(decoding: certificate).serialNumber.isZero ? 1 : 2 }
                },
                Benchmark("ROA decoding", operations: 2_000, batch: 100, target: .microseconds(2)) {
                    total($0) { UInt64(try RouteOriginAuthorization(decoding: roa).addresses.count) }
                },
                Benchmark("manifest decoding", operations: 2_000, batch: 100) {
                    total($0) { UInt64(try Manifest(decoding: manifest).files.count) }
                },
            ]
        } catch {
            preconditionFailure("the samples cannot be made: \(error)")
        }
    }

    private static func total(_ range: Range<Int>, _ decode: () throws -> UInt64) -> UInt64 {
        var sum: UInt64 = 0
        for _ in range { sum &+= (try? decode()) ?? 1 << 40 }
        precondition(sum < 1 << 40, "a sample was refused")
        return sum
    }
}
