import Foundation
import RPKITesting
import Testing

@Suite struct KeyTests {
    @Test("Derived keys are RSA-2048 keys that differ, sign, and are the same in every pool")
    func derived() throws {
        let pool = KeyPool()
        let keys = try (0..<20).map { try pool.key($0) }
        #expect(Set(keys.map(\.keyIdentifier)).count == 20)
        for (index, key) in keys.enumerated() {
            let signature = try key.signature(for: [1, 2, 3])
            #expect(signature.count == 256)
            #expect(key.isValid(signature, for: [1, 2, 3]))
            #expect(!key.isValid(signature, for: [1, 2, 4]))
            #expect(try KeyPool().key(index).subjectPublicKeyInfo == key.subjectPublicKeyInfo)
        }
    }

    @Test("The first and last derived keys exist")
    func ends() throws {
        #expect(try SigningKey.derived(0).signature(for: []).count == 256)
        #expect(try SigningKey.derived(SigningKey.derivedCount - 1).signature(for: []).count == 256)
    }

    @Test("A random key signs too, and a pool keeps it")
    func random() throws {
        let pool = KeyPool(.random)
        let key = try pool.key(3)
        #expect(try pool.key(3).keyIdentifier == key.keyIdentifier)
        #expect(try key.isValid(key.signature(for: [1]), for: [1]))
    }

    @Test("Router keys are uncompressed points of P-256")
    func router() throws {
        let key = try RouterSigningKey.derived(0)
        #expect(key.subjectPublicKeyInfo.count == 91)
        #expect(key.subjectPublicKeyInfo[26] == 0x04)
        #expect(key.keyIdentifier.count == 20)
        #expect(try RouterSigningKey.derived(0).keyIdentifier == key.keyIdentifier)
    }
}
