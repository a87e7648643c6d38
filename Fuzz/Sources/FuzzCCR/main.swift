import Foundation
import FuzzDriver
import RPKIValidation

let status = fuzz { data, size in
    guard let representation = try? CanonicalCacheRepresentation(decoding: octets(data, size)) else { return 0 }
    // The form is canonical: each once, in order.
    let origins = representation.routeOrigins?.elements ?? []
    precondition(Set(origins).count == origins.count)
    let customers = (representation.providers?.elements ?? []).map(\.customer)
    precondition(zip(customers, customers.dropFirst()).allSatisfy { $0 < $1 })
    return 0
}
exit(status)
