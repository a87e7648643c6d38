import Foundation
import FuzzDriver
import RPKIObjects
import RPKITesting

enum Around {
    static let manifest: SignedObjectTemplate? = {
        let issued = Date(timeIntervalSince1970: 1_790_000_000)
        let plan = ManifestPlan(
            number: 1, thisUpdate: issued, nextUpdate: issued.addingTimeInterval(86_400), files: [])
        return SignedObjectTemplate(.manifest(plan), resources: .inherited)
    }()
}

let status = fuzz { data, size in
    guard let template = Around.manifest else { preconditionFailure("no template") }
    let bytes = template.signedObject(octets(data, size))
    guard let manifest = try? Manifest(decoding: bytes) else { return 0 }
    // A name that could leave its folder must not come out of the decoder.
    precondition(manifest.files.allSatisfy { !$0.name.isEmpty && !$0.name.contains("/") })
    try? manifest.checkCurrent(at: manifest.nextUpdate)
    return 0
}
exit(status)
