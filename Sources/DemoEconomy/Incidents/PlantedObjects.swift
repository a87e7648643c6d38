internal import FoundationEssentials
internal import NumberResources
internal import RPKITesting

/// What is wrong with the RPKI of the demo, and with the routes that it concerns.
struct PlantedObjects {
    let repositories: DemoRepositories

    var all: [PlantedItem] {
        [maxLength, expiring, wrongOrigin] + missing + rejected
    }

    private var maxLength: PlantedItem {
        var item = PlantedItem(
            "bank-too-long", .maxLength, "The Bank of Faro announces a /24, but the maximum length of its ROA is 20")
        set(&item, "198.18.36.0/24", 64_507, "invalid", "more-specific-than-roa")
        item.offender = 64_507
        item.uri = FaroRepository.uri("faro-bank/as64507.roa")
        return item
    }

    private var expiring: PlantedItem {
        var item = PlantedItem(
            "hospital-expires", .expiringROA, "The ROA of the hospital ends three days after the moment of the demo")
        set(&item, "198.18.48.0/22", 64_508, "valid", "roa-expiring")
        item.uri = FaroRepository.uri("hospital/as64508.roa")
        return item
    }

    /// Of a network that the node does not monitor.
    private var wrongOrigin: PlantedItem {
        var item = PlantedItem(
            "former-provider", .wrongOrigin,
            "The ROA of a network in Asteria is still for the AS of its former provider")
        let asn = NeighbourRepository.stale
        item.origin = asn
        item.prefix = repositories.expected.first { $0.asn == 64_601 && $0.maxLength == 16 }?.prefix
        item.validity = "invalid"
        return item
    }

    private var missing: [PlantedItem] {
        [
            ("campaign-expired", "10.80.0.0/16", 64_498, "its ROA has expired"),
            ("north-stale", "10.32.0.0/16", 65_537, "the manifest of its CA is stale, so that its ROA does not count"),
            ("lagoon-unreachable", "10.48.0.0/16", 65_538, "the repository of its CA is not reachable"),
            ("ferries-without", "198.18.96.0/22", 64_511, "there is none"),
        ].map { (id: String, prefix: String, asn: ASN, reason: String) in
            var item = PlantedItem(id, .missingROA, "No ROA covers \(prefix): \(reason)")
            set(&item, prefix, asn, "not-found", "roa-missing")
            return item
        }
    }

    private var rejected: [PlantedItem] {
        [
            ("carrier/old-campaign.roa", "expired", "a ROA that was not renewed"),
            ("university/borrowed.roa", "overclaim", "a ROA for a prefix that its holder does not have"),
            ("north-isp/north-isp.mft", "stale", "a manifest that was not renewed"),
            ("lagoon-hosting/lagoon-hosting.mft", "unreachable", "a manifest that cannot be fetched"),
            ("faro/former-isp.cer", "revoked", "the certificate of a provider that has closed"),
            ("broadcaster/draft.roa", "content-version", "a ROA of a version that no standard has"),
        ].map { path, reason, explanation in
            var item = PlantedItem("rejected-\(reason)", .rejectedObject, explanation)
            item.uri = FaroRepository.uri(path)
            item.reason = reason
            return item
        }
    }

    private func set(
        _ item: inout PlantedItem, _ prefix: String, _ origin: ASN, _ validity: String, _ alertClass: String
    ) {
        item.prefix = DemoNumbers.prefix(prefix)
        item.origin = origin
        item.validity = validity
        item.alertClass = alertClass
    }
}
