/// A region of the world by the standard of the United Nations Statistics Division, "Standard country or area codes for
/// statistical use" (M49).
///
/// ```swift
/// Region("eastern-africa")?.contains(Economy("MU")!)   // true; "014" and "Eastern Africa" name it too
/// ```
public struct Region: Hashable, Sendable {
    /// Three digits.
    public let code: String
    public let name: String
    /// The sub-regions without parts that make it up: itself, where it is one.
    let parts: [String]

    private init(_ code: String, _ name: String, parts: [String]? = nil) {
        self.code = code
        self.name = name
        self.parts = parts ?? [code]
    }

    /// The region with this code, or this name in any case and with hyphens for blanks.
    public init?(_ text: String) {
        let name = Region.folded(text)
        guard let region = Region.all.first(where: { $0.code == text || Region.folded($0.name) == name }) else {
            return nil
        }
        self = region
    }

    private static func folded(_ name: String) -> String {
        String(name.lowercased().map { $0 == " " ? "-" : $0 })
    }

    /// True if `economy` lies in the region.
    public func contains(_ economy: Economy) -> Bool {
        Region.subregionCodes[economy].map(parts.contains) ?? false
    }

    /// The smallest region that contains `economy`; `nil` for codes without an economy, such as `EU`.
    public static func subregion(of economy: Economy) -> Region? {
        subregionCodes[economy].flatMap { code in all.first { $0.code == code } }
    }
}

extension Region {
    /// Every region, the large ones first.
    public static let all: [Region] =
        [
            Region("001", "World", parts: subregions.map(\.code)),
            Region("002", "Africa", parts: ["015", "014", "017", "018", "011"]),
            Region("202", "Sub-Saharan Africa", parts: ["014", "017", "018", "011"]),
            Region("019", "Americas", parts: ["029", "013", "005", "021"]),
            Region("419", "Latin America and the Caribbean", parts: ["029", "013", "005"]),
            Region("142", "Asia", parts: ["143", "030", "035", "034", "145"]),
            Region("150", "Europe", parts: ["151", "154", "039", "155"]),
            Region("009", "Oceania", parts: ["053", "054", "057", "061"]),
        ] + subregions.map { Region($0.code, $0.name) }

    private static let subregionCodes: [Economy: String] = {
        var codes: [Economy: String] = [:]
        for (code, _, economies) in subregions {
            for economy in economies.split(separator: " ") { Economy(economy).map { codes[$0] = code } }
        }
        return codes
    }()

    /// M49 has no number for Taiwan; it is counted with Eastern Asia.
    private static let subregions: [(code: String, name: String, economies: String)] = [
        ("015", "Northern Africa", "DZ EG LY MA SD TN EH"),
        (
            "014", "Eastern Africa",
            "IO BI KM DJ ER ET TF KE MG MW MU YT MZ RE RW SC SO SS UG TZ ZM ZW"
        ),
        ("017", "Middle Africa", "AO CM CF TD CG CD GQ GA ST"),
        ("018", "Southern Africa", "BW SZ LS NA ZA"),
        ("011", "Western Africa", "BJ BF CV CI GM GH GN GW LR ML MR NE NG SH SN SL TG"),
        (
            "029", "Caribbean",
            "AI AG AW BS BB BQ VG KY CU CW DM DO GD GP HT JM MQ MS PR BL KN LC MF VC SX TT TC VI"
        ),
        ("013", "Central America", "BZ CR SV GT HN MX NI PA"),
        ("005", "South America", "AR BO BV BR CL CO EC FK GF GY PY PE GS SR UY VE"),
        ("021", "Northern America", "BM CA GL PM US"),
        ("143", "Central Asia", "KZ KG TJ TM UZ"),
        ("030", "Eastern Asia", "CN HK MO KP JP MN KR TW"),
        ("035", "South-eastern Asia", "BN KH ID LA MY MM PH SG TH TL VN"),
        ("034", "Southern Asia", "AF BD BT IN IR MV NP PK LK"),
        ("145", "Western Asia", "AM AZ BH CY GE IQ IL JO KW LB OM QA SA PS SY TR AE YE"),
        ("151", "Eastern Europe", "BY BG CZ HU PL MD RO RU SK UA"),
        ("154", "Northern Europe", "AX DK EE FO FI GG IS IE IM JE LV LT NO SJ SE GB"),
        ("039", "Southern Europe", "AL AD BA HR GI GR VA IT MT ME MK PT SM RS SI ES"),
        ("155", "Western Europe", "AT BE FR DE LI LU MC NL CH"),
        ("053", "Australia and New Zealand", "AU CX CC HM NZ NF"),
        ("054", "Melanesia", "FJ NC PG SB VU"),
        ("057", "Micronesia", "GU KI MH FM NR MP PW UM"),
        ("061", "Polynesia", "AS CK PF NU PN WS TK TO TV WF"),
        ("010", "Antarctica", "AQ"),
    ]
}
