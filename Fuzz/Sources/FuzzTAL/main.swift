import Foundation
import FuzzDriver
import RPKIObjects

let status = fuzz { data, size in
    guard let locator = try? TrustAnchorLocator(decoding: octets(data, size), name: "fuzz") else { return 0 }
    _ = (locator.rsyncURIs, locator.relativePaths)
    return 0
}
exit(status)
