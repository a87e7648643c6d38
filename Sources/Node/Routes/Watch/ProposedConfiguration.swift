internal import ConfigurationKeys
internal import Delivery
internal import NumberResources
internal import RouteSecurity

/// A section `watch` that an operator has to confirm.
struct ProposedConfiguration {
    private let configuration: DetectionConfiguration
    private let notes: [String]
    private let routes: Int

    init(_ configuration: DetectionConfiguration, notes: [String], routes: Int) {
        self.configuration = configuration
        self.notes = notes
        self.routes = routes
    }

    var yaml: String {
        var lines = [
            "# Proposed from \(routes) announcements and withdrawals. It is a guess: confirm each line before you use it."
        ]
        for note in notes {
            lines += TextWrapping.wrapped("- " + note, width: 110).split(separator: "\n").enumerated().map {
                $0.offset == 0 ? "# \($0.element)" : "#   \($0.element)"
            }
        }
        lines.append("watch:")
        lines.append("  asns: " + list(configuration.asns))
        lines.append("  prefixes:" + (configuration.prefixes.isEmpty ? " {}" : ""))
        for own in configuration.prefixes.sorted(by: { $0.prefix < $1.prefix }) {
            lines.append("    \(YAMLText.scalar("\(own.prefix)")): " + (own.origins.map(list) ?? "null"))
        }
        for (name, asns) in [
            ("upstreams", configuration.upstreams), ("peers", configuration.peers),
            ("customers", configuration.customers), ("transit-free", configuration.transitFree),
        ] where !asns.isEmpty {
            lines.append("  \(name): " + list(asns))
        }
        if !configuration.links.isEmpty {
            lines.append("  links:")
            for (asn, others) in configuration.links.sorted(by: { $0.key < $1.key }) {
                lines.append("    \(asn): " + list(others))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func list(_ asns: [ASN]) -> String {
        "[" + asns.sorted().map(\.description).joined(separator: ", ") + "]"
    }
}
