import Foundation
import FuzzDriver
import NumberResources
import RPKIObjects
import RPKITesting

enum Around {
    static let roa = SignedObjectTemplate(.roa(ROAPlan(asn: 64496, ["192.0.2.0/24"])), resources: "192.0.2.0/24")
}

let status = fuzz { data, size in
    guard let template = Around.roa else { preconditionFailure("no template") }
    let bytes = template.signedObject(octets(data, size))
    guard let roa = try? RouteOriginAuthorization(decoding: bytes) else { return 0 }
    for address in roa.addresses {
        precondition(address.maxLength >= address.prefix.length)
    }
    return 0
}
exit(status)
