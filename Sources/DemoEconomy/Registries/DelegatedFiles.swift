internal import FoundationEssentials
internal import NumberResources
internal import TextFormats

/// The delegated statistics of the demo in the extended format: who holds what, economy by economy.
///
/// The registry in their rows is IANA's name, which keeps all of these numbers: no regional registry has handed them out.
struct DelegatedFiles {
    let organisations: [DemoOrganisation]
    let at: Date

    /// The text of the file of one economy.
    func text(of place: DemoPlace) -> String {
        let rows = organisations.filter { $0.place == place }.flatMap(rows(of:))
        let day = self.day
        let counts = ["asn", "ipv4", "ipv6"].map { type in
            "iana|*|\(type)|*|\(rows.count { $0.contains("|\(type)|") })|summary"
        }
        let head = ["# Invented, for demonstrations", "2|iana|\(day)|\(rows.count)|19930101|\(day)|+0000"]
        return (head + counts + rows).map { $0 + "\n" }.joined()
    }

    private func rows(of organisation: DemoOrganisation) -> [String] {
        let (code, holder) = (organisation.place.code, organisation.handle)
        let numbers = organisation.asns.map { "iana|\(code)|asn|\($0.rawValue)|1|20200302|assigned|\(holder)" }
        let blocks = organisation.holdings.map { prefix in
            prefix.family == .ipv4
                ? "iana|\(code)|ipv4|\(prefix.address)|\(1 << (32 - Int(prefix.length)))|20200302|allocated|\(holder)"
                : "iana|\(code)|ipv6|\(prefix.address)|\(prefix.length)|20200302|allocated|\(holder)"
        }
        return numbers + blocks
    }

    /// `20261130`
    private var day: String {
        RFC3339(at).description.prefix(10).filter { $0 != "-" }
    }
}
