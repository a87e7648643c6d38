import NIOSSL
import Testing

@testable import Fetching

@Suite("What is wrong with a server's TLS") struct TLSFaultTests {
    @Test(
        "A certificate names a host by its whole name, or by a wildcard for the first label",
        arguments: [
            ("rpki.test", "rpki.test", true), ("RPKI.Test.", "rpki.test", true), ("*.test", "rpki.test", true),
            ("*.test", "a.rpki.test", false), ("*.test", "test", false), ("*", "rpki", false), ("", "rpki.test", false),
            ("r*.test", "rpki.test", false), ("127.0.0.1", "rpki.test", false), ("*.test", ".test", false),
        ])
    func names(pattern: String, host: String, isNamed: Bool) {
        #expect(ServerCertificate.matches(pattern, host) == isNamed)
    }

    @Test("What is no certificate has no names, and is read within its bounds")
    func damaged() {
        for octets: [UInt8] in [
            [], [0x30], [0x30, 0x84], [0x30, 0x83, 0xff, 0xff, 0xff], [0x30, 0x80, 0x30, 0x02, 0xa0, 0x03],
        ] {
            #expect(CertificateNames(octets) == nil)
        }
    }

    @Test("A message says what is wrong in words, and names the setting that mends it")
    func messages() {
        let setting = "rpki.https-ca or the option --https-ca can name more authorities"
        #expect(
            TLSFault.unknownIssuer.description(authorities: setting)
                == "the server's certificate is not trusted (its issuer is unknown); rpki.https-ca or the option --https-ca can name more authorities"
        )
        #expect(TLSFault.notYetValid("2027-01-01T00:00:00Z").description.contains("check the clock"))
        #expect(
            TLSFault.wrongHost("a", names: ["b"]).description == "the server's certificate does not name a; it names b")
    }

    @Test("Nothing of the library's own text is left in a message")
    func noRawText() {
        let raw = BoringSSLError.sslError([.eofDuringHandshake])
        #expect(TLSFault(NIOSSLError.handshakeFailed(raw)) == .closed)
        #expect(TLSFault(CancellationError()) == nil)
        for error: any Error in [
            NIOSSLError.uncleanShutdown, NIOSSLError.unableToValidateCertificate, BoringSSLError.zeroReturn,
        ] {
            #expect(TLSFault(error).map { !"\($0)".contains("SSL") && !"\($0)".contains(":1") } == true)
        }
    }
}
