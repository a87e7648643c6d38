internal import Foundation
internal import NumberResources
internal import RPKITesting

/// The repository of the Faro islands: the example's, and what the rest of the economy publishes.
enum FaroRepository {
    /// - Parameters:
    ///   - date: When it was signed.
    ///   - moment: The moment that the demo is about.
    static func plan(at date: Date, until moment: Date, keys: KeyPool) throws -> RepositoryPlan {
        var plan = try ExampleRepository.plan(at: date, keys: keys)
        plan.talComments = [" The registry of the Faro islands: invented, for demonstrations"]
        // The example's carrier has no providers; that of the demo is connected.
        let object = plan.object(named: "carrier/as64498.asa")
        plan[object].kind = .signed(
            .aspa(ASPAPlan(customer: 64_498, providers: Array(DemoTopology.faroUpstreams[..<2]))),
            Resources(ASN(64_498)))
        let government = plan.addCA("government", resources: "AS64506 198.18.16.0/20")
        plan.addROA(in: government, asn: 64_506, ["198.18.16.0/20"])
        // The maximum length is too short for the part that is announced.
        let bank = plan.addCA("faro-bank", resources: "AS64507 198.18.32.0/20")
        plan.addROA(in: bank, asn: 64_507, ["198.18.32.0/20"])
        let hospital = plan.addCA("hospital", resources: "AS64508 198.18.48.0/22")
        let soon = plan.addROA(in: hospital, asn: 64_508, ["198.18.48.0/22"])
        plan[soon].validity = date.addingTimeInterval(-362 * 86_400)...moment.addingTimeInterval(3 * 86_400)
        let power = plan.addCA("power", resources: "AS64509 198.18.64.0/20")
        plan.addROA(in: power, asn: 64_509, ["198.18.64.0/20"])
        plan.addASPA(in: power, customer: 64_509, providers: [64_498])
        let broadcaster = plan.addCA("broadcaster", resources: "AS64510 198.18.80.0/22 2001:db8:b::/48")
        plan.addROA(in: broadcaster, asn: 64_510, ["198.18.80.0/22", "2001:db8:b::/48"])
        // A version that no standard has: refused for another reason than those of the example.
        plan.addROA(in: broadcaster, asn: 64_510, ["198.18.80.0/23"], name: "draft.roa") { $0.roa?.version = 7 }
        let schools = plan.addCA("schools", resources: "AS65541 198.18.112.0/21")
        plan.addROA(in: schools, asn: 65_541, ["198.18.112.0/21"])
        return plan
    }

    /// The URI of an object of that repository.
    static func uri(_ path: String) -> String { "rsync://rpki.faro.example/repository/" + path }
}
