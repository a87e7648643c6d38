internal import NumberResources
internal import RPKIObjects
internal import RPKIValidation
internal import TextFormats
internal import ValidatedPayloads

extension CanonicalCacheRepresentation {
    func describe(in description: inout ObjectDescription) {
        description.add("producedAt", describing: RFC3339(producedAt))
        description.add("hashAlgorithm", "SHA-256")
        if manifests != nil { description.add("mostRecentUpdate", describing: RFC3339(mostRecentUpdate)) }
        description.add("manifests", label: "Manifests", manifests.described(manifestColumns, \.manifestRow))
        description.add(
            "vrps", label: "VRPs",
            routeOrigins.described([.init("asn", "AS number"), .init("prefix"), .init("maxLength", "Maximum length")]) {
                [.text($0.asn.description), .text($0.prefix.description), .number(Int($0.maxLength))]
            })
        description.add(
            "aspas", label: "ASPAs",
            providers.described([.init("customer"), .init("providers")]) {
                [.text($0.customer.description), .list($0.providers.map(\.description))]
            })
        description.add(
            "trustAnchors", label: "Trust anchors",
            trustAnchors.described([.init("subjectKeyIdentifier")]) { [.text($0.description)] })
        description.add(
            "routerKeys", label: "Router keys",
            routerKeys.described([
                .init("asn", "AS number"), .init("subjectKeyIdentifier"), .init("subjectPublicKeyInfo", "Public key"),
            ]) {
                [
                    .text($0.asn.description), .text($0.subjectKeyIdentifier.hexadecimal(uppercase: true)),
                    .text($0.publicKey.base64),
                ]
            })
    }

    private var manifestColumns: [ObjectDescription.Name] {
        [
            .init("hash", "SHA-256"), .init("size"), .init("authorityKeyIdentifier"), .init("manifestNumber", "Number"),
            .init("thisUpdate"), .init("location"), .init("subordinates"),
        ]
    }
}

extension ManifestInstance {
    fileprivate var manifestRow: [ObjectDescription.Value] {
        [
            .text(hash.description), .number(size), .text(authority.description), .text(number.description),
            .text(RFC3339(thisUpdate).description), .text(location),
            .list(subordinates.map(\.description)),
        ]
    }
}

extension Optional {
    /// The hash of a state and its elements, a row each.
    fileprivate func described<Element>(
        _ columns: [ObjectDescription.Name], _ row: @escaping (Element) -> [ObjectDescription.Value]
    ) -> ObjectDescription.Value where Wrapped == CanonicalCacheRepresentation.State<Element> {
        guard let state = self else { return .absent }
        var description = ObjectDescription()
        description.add("hash", label: "SHA-256", describing: state.hash)
        description.add("count", label: "Count", .number(state.elements.count))
        description.add(
            "elements", label: "Elements",
            .table(ObjectDescription.Table(columns: columns, count: state.elements.count) { row(state.elements[$0]) }))
        return .fields(description)
    }
}
