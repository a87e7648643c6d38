import Foundation
import FuzzDriver
import RPKIObjects

let status = fuzz { data, size in
    guard let aspa = try? ProviderAuthorization(decoding: octets(data, size)) else { return 0 }
    precondition(!aspa.providers.contains(aspa.customer))
    return 0
}
exit(status)
