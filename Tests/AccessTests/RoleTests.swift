import Access
import SecurityEvents
import Testing

/// Which role may do what, as a table: role × resource × verb × label.
@Suite("Roles are bundles of grants") struct RoleTests {
    private static let resources: [Resource] = [
        .routing, .alerts, .rpki, .economies, .reports, .cases, .sources, .aggregates, .settings, .users, .tokens,
        .sessions, .audit, .backup, .account, Resource("unheard-of"),
    ]

    /// `READ EXPORT CHANGE SEND`: up to which label, `-` for none; for viewer, analyst and administrator.
    private static let table: [(Resource, viewer: String, analyst: String, administrator: String)] = [
        (.routing, "A A - -", "R R - -", "- - - -"), (.alerts, "A A - -", "R R R -", "- - - -"),
        (.rpki, "A A - -", "R R - -", "- - - -"), (.economies, "A A - -", "R R - -", "- - - -"),
        (.reports, "A A - -", "R R R -", "- - - -"), (.cases, "A A - -", "R R R -", "- - - -"),
        (.sources, "A A - -", "R R - -", "A - R -"), (.aggregates, "C - - -", "C - - -", "C - - -"),
        (.settings, "- - - -", "- - - -", "R - R -"), (.users, "- - - -", "- - - -", "R - R -"),
        (.tokens, "- - - -", "- - - -", "R - R -"), (.sessions, "- - - -", "- - - -", "R - R -"),
        (.audit, "- - - -", "- - - -", "R R - -"), (.backup, "- - - -", "- - - -", "R - R -"),
        (.account, "R - R -", "R - R -", "R - R -"), (Resource("unheard-of"), "- - - -", "- - - -", "- - - -"),
    ]

    private static let labels: [Substring: TrafficLight] = ["C": .clear, "A": .amber, "R": .red]
    private static let verbs: [Verb] = [.read, .export, .change, .send]

    @Test("The matrix", arguments: Role.assignable) func matrix(role: Role) throws {
        #expect(Self.table.map(\.0) == Self.resources && Set(Self.verbs) == Set(Verb.allCases))
        for row in Self.table {
            let text = role == .viewer ? row.viewer : role == .analyst ? row.analyst : row.administrator
            for (verb, letter) in zip(Self.verbs, text.split(separator: " ")) {
                let highest = Self.labels[letter]
                #expect(role.grants.highest(verb, row.0) == highest, "\(role) \(verb) \(row.0)")
                for label in TrafficLight.allCases {
                    let isPermitted = role.grants.permit(verb, row.0, marked: label)
                    #expect(isPermitted == highest.map { label <= $0 } ?? false, "\(role) \(verb) \(row.0) \(label)")
                    let session = AccessSamples.session(roles: [role])
                    let decision = AccessPolicy().decision(
                        on: AccessQuestion(verb, row.0, marked: label), by: Credentials(session: .open(session)),
                        at: AccessSamples.now)
                    #expect(decision.isAllowed == isPermitted)
                    #expect(decision.principal == .user("alice"))
                }
            }
        }
    }

    @Test("Anyone sees sums that are TLP:CLEAR, and nothing else") func anyone() {
        #expect(Role.public.grants == [Grant(.read, .aggregates, upTo: .clear)])
        #expect(!Role.assignable.contains(.public))
    }

    @Test("Who runs the node sees what it knows only as an analyst, too") func several() {
        let both = Visitor(.user("a"), grants: [Role.administrator, .analyst].grants)
        #expect(both.may(.read, .alerts, marked: .red) && both.may(.change, .users, marked: .red))
        #expect(both.highest(.read, .sources) == .red)
        let one = Visitor(.user("a"), grants: Role.administrator.grants)
        #expect(!one.may(.read, .alerts) && one.may(.change, .users))
    }

    @Test("An ended session counts as none; a token counts before a session") func credentials() {
        let question = AccessQuestion(.read, .alerts, marked: .red)
        let policy = AccessPolicy(loopback: [Grant(.read, .alerts, upTo: .red)])
        func decision(_ credentials: Credentials) -> AccessDecision {
            policy.decision(on: question, by: credentials, at: AccessSamples.now)
        }
        let open = Credentials.Shown.open(AccessSamples.session(roles: [.analyst]))
        #expect(decision(Credentials(session: open)) == AccessDecision(.user("alice")))
        #expect(decision(Credentials(isLoopback: true, session: open)) == AccessDecision(.user("alice")))
        #expect(decision(Credentials(session: .ended)) == AccessDecision(.anyone, refusal: .endedSession))
        #expect(decision(Credentials(isLoopback: true, session: .ended)) == AccessDecision(.loopback))
        #expect(
            decision(Credentials(token: "x", session: open)) == AccessDecision(.anyone, refusal: .unknownToken))
    }
}
