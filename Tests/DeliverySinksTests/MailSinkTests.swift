import Delivery
import Foundation
import TestSupport
import Testing

@testable import DeliverySinks

@Suite("Mail by a program") struct MailSinkTests {
    private func sink(_ script: String, timeout: Duration = .seconds(30)) -> MailSink {
        MailSink(
            command: ["/bin/sh", "-c", script, "sendmail"], from: "a@example.net",
            to: ["b@example.net", "c@example.net"],
            host: "noc.example", timeout: timeout, clock: { Date(timeIntervalSince1970: 1_780_000_000) })
    }

    @Test("The program gets the recipients as arguments and the message as input") func hands() async throws {
        let folder = try TemporaryFolder()
        try await sink("{ echo \"$@\"; cat; } > \(folder.path)/got").deliver([message()])
        let got = try String(contentsOfFile: folder.path + "/got", encoding: .utf8).components(separatedBy: "\n")
        #expect(got.first == "-i -f a@example.net -- b@example.net c@example.net")
        #expect(got.contains("Subject: [atalaya] high: the certificate of www.example.net expires"))
        #expect(got.contains("Message-ID: <case-7.1@noc.example>"))
    }

    @Test(
        "Exit codes say whether another attempt has a use",
        arguments: [(64, true), (67, true), (75, false), (1, false)])
    func codes(code: Int, isFinal: Bool) async {
        let error = await #expect(throws: SinkFailure.self) {
            try await sink("echo no such user >&2; exit \(code)").deliver([message()])
        }
        #expect(error?.isFinal == isFinal)
        #expect(error?.description == "/bin/sh: exit \(code): no such user")
    }

    @Test("A program that does not end is ended") func slow() async {
        let error = await #expect(throws: SinkFailure.self) {
            try await sink("sleep 60", timeout: .seconds(1)).deliver([message()])
        }
        #expect(error == .temporary("/bin/sh: did not finish within 1 s"))
    }
}
