import Foundation
import FuzzDriver
import RPKIObjects

let status = fuzz { data, size in
    guard let roa = try? RouteOriginAuthorization(decoding: octets(data, size)) else { return 0 }
    for address in roa.addresses {
        precondition(address.maxLength >= address.prefix.length)
    }
    return 0
}
exit(status)
