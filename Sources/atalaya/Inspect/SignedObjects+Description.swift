internal import NumberResources
internal import RPKIObjects
internal import TextFormats

extension Manifest {
    func describe(in description: inout ObjectDescription) {
        description.add("manifestNumber", describing: number)
        description.add("thisUpdate", describing: RFC3339(thisUpdate))
        description.add("nextUpdate", describing: RFC3339(nextUpdate))
        description.add("fileHashAlgorithm", "SHA-256")
        let columns = [ObjectDescription.Name("file"), ObjectDescription.Name("hash", "SHA-256")]
        description.add(
            "files", label: "Files",
            .table(
                ObjectDescription.Table(columns: columns, count: files.count) {
                    [.text(files[$0].name), .text(files[$0].hash.description)]
                }))
    }
}

extension RouteOriginAuthorization {
    func describe(in description: inout ObjectDescription) {
        description.add("asn", label: "AS number", describing: asn)
        let columns = [ObjectDescription.Name("prefix"), ObjectDescription.Name("maxLength", "Maximum length")]
        description.add(
            "addresses", label: "Prefixes",
            .table(
                ObjectDescription.Table(columns: columns, count: addresses.count) {
                    [.text(addresses[$0].prefix.description), .number(Int(addresses[$0].maxLength))]
                }))
    }
}

extension ProviderAuthorization {
    func describe(in description: inout ObjectDescription) {
        description.add("customer", describing: customer)
        description.add("providers", label: "Providers", .list(providers.map(\.description)))
    }
}

extension SignedPrefixList {
    func describe(in description: inout ObjectDescription) {
        description.add("asn", label: "AS number", describing: asn)
        description.add("prefixes", label: "Prefixes", .list(prefixes.map(\.description)))
    }
}

extension GhostbustersRecord {
    func describe(in description: inout ObjectDescription) {
        let text = String(decoding: object.contentOctets, as: UTF8.self)
        description.add("vCard", label: "vCard", .list(text.split(whereSeparator: \.isNewline).map(String.init)))
    }
}

extension SignedChecklist {
    func describe(in description: inout ObjectDescription) {
        description.add("signedResources", label: "Signed with", .list(resources.elementTexts))
        description.add("digestAlgorithm", "SHA-256")
        let columns = [ObjectDescription.Name("file"), ObjectDescription.Name("hash", "SHA-256")]
        description.add(
            "files", label: "Files",
            .table(
                ObjectDescription.Table(columns: columns, count: files.count) {
                    [files[$0].name.map { .text($0) } ?? .absent, .text(files[$0].hash.description)]
                }))
    }
}
