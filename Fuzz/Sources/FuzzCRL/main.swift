import Foundation
import FuzzDriver
import RPKIObjects

let status = fuzz { data, size in
    guard let list = try? RevocationList(decoding: octets(data, size)) else { return 0 }
    // What is read from the list must be found in it again.
    precondition(list.revoked.allSatisfy(list.revokes))
    try? list.checkCurrent(at: list.nextUpdate)
    return 0
}
exit(status)
