internal import RPKIObjects
internal import TextFormats

extension RevocationList {
    func describe(in description: inout ObjectDescription) {
        description.add("issuer", issuerText)
        description.add("number", describing: number)
        description.add("thisUpdate", describing: RFC3339(thisUpdate))
        description.add("nextUpdate", describing: RFC3339(nextUpdate))
        description.add("authorityKeyIdentifier", describing: authorityKeyIdentifier)
        description.add("signatureAlgorithm", "sha256WithRSAEncryption")
        let entries = entries
        let columns = [ObjectDescription.Name("serialNumber"), ObjectDescription.Name("revocationDate")]
        description.add(
            "revoked", label: "Revoked",
            .table(
                ObjectDescription.Table(columns: columns, count: entries.count) {
                    [
                        .text(entries[$0].serialNumber.description),
                        .text(RFC3339(entries[$0].revocationDate).description),
                    ]
                }))
    }
}
