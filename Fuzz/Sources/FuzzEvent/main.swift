import Foundation
import FuzzDriver
import SecurityEvents

let status = fuzz { data, size in
    guard let event = try? SecurityEvent(json: octets(data, size)) else { return 0 }
    // What was read and written is the same event, under the same identity.
    let text = event.json()
    guard let again = try? SecurityEvent(json: text) else { preconditionFailure("what was written cannot be read") }
    precondition(again == event && again.identity == event.identity)
    precondition(again.json() == text)
    return 0
}
exit(status)
