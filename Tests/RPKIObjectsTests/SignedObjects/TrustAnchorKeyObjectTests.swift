import NumberResources
import RPKIObjects
import RPKITesting
import Testing

/// Trust anchor keys: RFC 9691 section 2.
@Suite struct TrustAnchorKeyObjectTests {
    typealias KeyFault = Fault<SignedObjectPlan>

    private static func edit(_ body: @escaping @Sendable (inout TrustAnchorKeyPlan) -> Void)
        -> @Sendable (inout SignedObjectPlan) -> Void
    {
        { plan in
            guard var key = plan.trustAnchorKey else { return }
            body(&key)
            plan.trustAnchorKey = key
        }
    }

    private static func uri(_ uri: String) -> KeyFault {
        Fault("URI \(uri.debugDescription)", .trustAnchorKey, edit { $0.current.certificateURIs = [uri] })
    }

    static let faults: [KeyFault] = [
        Fault("version 1", .contentVersion) { $0.eContent = hex("30 07 a0 03 02 01 01 30 00") },
        Fault("version 0 written out", .contentVersion) { $0.eContent = hex("30 07 a0 03 02 01 00 30 00") },
        Fault("no key", .truncated) { $0.eContent = hex("30 00") },
        Fault("no URI", .trustAnchorKey, edit { $0.current.certificateURIs = [] }),
        Fault(
            "a comment that would be more than one line", .trustAnchorKey,
            edit { $0.current.comments = ["a\nrsync://evil.example/a/b.cer"] }),
        Fault("no URI of the successor", .trustAnchorKey, edit { $0.successor?.certificateURIs = [] }),
        Fault("a key of P-256", .publicKey) {
            $0.trustAnchorKey?.predecessor?.subjectPublicKeyInfo = try RouterSigningKey.derived(0).subjectPublicKeyInfo
        },
        Fault("no key in a key", .tag, edit { $0.current.subjectPublicKeyInfo = [5, 0] }),
        Fault("octets after a key", .trailingData, edit { $0.current.subjectPublicKeyInfo += [5, 0] }),
        Fault("predecessor after successor", .trailingData) { plan in
            guard let key = plan.trustAnchorKey else { return }
            plan.eContent = DERWriter.encode {
                $0.sequence { der in
                    for (tag, key) in [(nil, key.current), (1, key.current), (0, key.current)]
                        as [(UInt8?, TrustAnchorKeyPlan.Key)]
                    {
                        let write: (inout DERWriter) -> Void = { der in
                            der.sequence {
                                $0.sequence { _ in }
                                $0.sequence { $0.ia5String(key.certificateURIs[0]) }
                                $0.raw(key.subjectPublicKeyInfo)
                            }
                        }
                        if let tag { der.context(tag, write) } else { write(&der) }
                    }
                }
            }
        },
        Fault("resources that are not inherited", .embeddedCertificate) {
            $0.endEntity.extensions.setResources("AS1 ipv4:inherit")
        },
    ]

    static let uris = ["http://a/b.cer", "ftp://a/b.cer", "a", "rsync://a/../b.cer", "https://a/\n", "https://"].map(
        uri)

    @Test("One wrong detail", arguments: faults + uris)
    func fault(_ fault: KeyFault) throws {
        var failure: (any Error)?
        let octets = try SampleObjects().trustAnchorKey { plan in
            do { try fault.edit(&plan) } catch { failure = error }
        }
        #expect(failure == nil)
        expectRefusal(fault.code, of: octets) { () throws(ObjectError) in
            _ = try TrustAnchorKeyObject(decoding: octets)
        }
    }

    @Test("Predecessor and successor are distinguished, and each may be missing")
    func right() throws {
        let samples = try SampleObjects()
        let (other, next) = (try samples.keys.key(3), try samples.keys.key(4))
        for (hasPredecessor, hasSuccessor) in [(true, true), (true, false), (false, true), (false, false)] {
            let octets = try samples.trustAnchorKey { plan in
                if !hasPredecessor { plan.trustAnchorKey?.predecessor = nil }
                if !hasSuccessor { plan.trustAnchorKey?.successor = nil }
            }
            let object = try TrustAnchorKeyObject(decoding: octets)
            #expect(object.current.subjectPublicKeyInfo == samples.authorityKey.subjectPublicKeyInfo)
            #expect(object.current.comments == ["An example"])
            #expect(object.current.uris.count == 2)
            #expect(object.predecessor?.subjectPublicKeyInfo == (hasPredecessor ? other.subjectPublicKeyInfo : nil))
            #expect(object.successor?.subjectPublicKeyInfo == (hasSuccessor ? next.subjectPublicKeyInfo : nil))
            _ = try object.object.verify(issuer: samples.authority())
        }
    }
}
