import Foundation
import FuzzDriver
import Registries

let status = fuzz { data, size in
    let octets = octets(data, size)
    let reader = RoutingRegistryReader()
    guard let file = try? reader.read(octets) else { return 0 }
    guard let again = try? reader.read(chunks: pieces(of: octets)) else {
        preconditionFailure("the pieces matter")
    }
    precondition(again.objectCount == file.objectCount && again.routeCount == file.routeCount, "the pieces matter")
    precondition(again.rejections == file.rejections && again.sources == file.sources, "the pieces matter")
    _ = RouteObjects([file, again])
    _ = RoutingPolicies([file, again])
    return 0
}
exit(status)
