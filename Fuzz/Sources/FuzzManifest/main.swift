import Foundation
import FuzzDriver
import RPKIObjects

let status = fuzz { data, size in
    guard let manifest = try? Manifest(decoding: octets(data, size)) else { return 0 }
    _ = manifest.object.contentOctets
    // A name that could leave its folder must not come out of the decoder.
    precondition(manifest.files.allSatisfy { !$0.name.isEmpty && !$0.name.contains("/") })
    try? manifest.checkCurrent(at: manifest.nextUpdate)
    return 0
}
exit(status)
