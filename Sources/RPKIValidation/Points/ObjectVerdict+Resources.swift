internal import NumberResources
internal import RPKIObjects

extension ObjectVerdict {
    /// The resources that the object's payloads speak of.
    var resources: ResourceSet {
        switch self {
        case .routeOrigins(_, let origins):
            ResourceSet(prefixes: origins.addresses.map(\.prefix))
        case .providers(_, let providers):
            ResourceSet(asns: IntervalSet([providers.customer...providers.customer]))
        case .router(_, let keys):
            ResourceSet(asns: IntervalSet(keys.asns.map { $0...$0 }))
        case .refused, .authority, .other, .revocationList, .unknown:
            ResourceSet()
        }
    }
}
