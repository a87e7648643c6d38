import Fetching
import Foundation
import FuzzDriver
import RPKIRepository

/// What all inputs are taken to come from.
let sessionText = "9df4b597-af9e-4dca-bdda-719cce2c4e28"

let status = fuzz { data, size in
    let input = octets(data, size)
    guard let uri = HTTPSURI("https://rrdp.example.net/notification.xml") else { return 0 }
    if let notification = try? RRDPNotification(decoding: input, from: uri) {
        // A plan fetches what is announced, and nothing once it is there.
        precondition(RRDPPlan(from: RRDPState(notification), to: notification) == .upToDate)
        precondition(notification.deltas.allSatisfy { $0.uri.origin == uri.origin })
    }
    guard let session = RRDPSession(sessionText) else { return 0 }
    for kind in [RRDPFileReader.Kind.snapshot, .delta] {
        // The file in one piece and in small ones says the same.
        let whole = RRDPFileReader(kind, session: session, serial: RRDPSerial(3))
        let slow = RRDPFileReader(kind, session: session, serial: RRDPSerial(3))
        var elements = try? whole.read(input)
        if elements != nil, (try? whole.finish()) == nil { elements = nil }
        var others: [RRDPElement]? = []
        var start = 0
        while start < size, let found = others {
            let end = min(size, start + 7 + size % 509)
            others = (try? slow.read(Array(input[start..<end]))).map { found + $0 }
            start = end
        }
        if others != nil, (try? slow.finish()) == nil { others = nil }
        precondition(elements == others, "chunks change what is read")
        // No object is named twice in a file that is taken.
        if let elements { precondition(Set(elements.map(\.uri)).count == elements.count, "an object is named twice") }
    }
    return 0
}
exit(status)
