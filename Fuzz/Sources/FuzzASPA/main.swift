import Foundation
import FuzzDriver
import NumberResources
import RPKIObjects
import RPKITesting

enum Around {
    static let aspa = SignedObjectTemplate(.aspa(ASPAPlan(customer: 64496, providers: [64497])), resources: .all)
}

let status = fuzz { data, size in
    guard let template = Around.aspa else { preconditionFailure("no template") }
    let bytes = template.signedObject(octets(data, size))
    guard let aspa = try? ProviderAuthorization(decoding: bytes) else { return 0 }
    precondition(!aspa.providers.contains(aspa.customer))
    return 0
}
exit(status)
