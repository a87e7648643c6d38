import Delivery
import Foundation

/// A message of any kind, whose record names its revision.
func message(revision: Int = 1, kind: String = "certificate-expires") -> Message {
    Message(
        recipient: "s", key: "case-7", revision: revision, time: Date(timeIntervalSince1970: 1_780_000_000.25),
        content: MessageContent(
            kind: kind, change: "opened", severity: 3, summary: "the certificate of www.example.net expires",
            text: "", record: "{\"n\":\(revision)}"))
}
