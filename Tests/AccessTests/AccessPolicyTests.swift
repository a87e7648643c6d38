import Access
import FoundationEssentials
import SecurityEvents
import TestSupport
import Testing

/// Who may do what, as a table.
@Suite struct AccessPolicyTests {
    private static let now = Date(timeIntervalSince1970: 1_773_644_400)
    private static let alerts = Resource("alerts")
    private static let cases = Resource("cases")

    /// A token that is the same in each run.
    private static func token(_ seed: UInt64) -> AccessToken {
        var generator = SeededGenerator(seed)
        return AccessToken(using: &generator)
    }

    private static let reader = token(1)
    private static let expired = token(2)
    private static let writer = token(3)
    private static let unknown = token(4)
    private static let empty = token(5)

    private static let policy = AccessPolicy(
        tokens: TokenTable([
            RegisteredToken(
                name: "reader", hash: TokenHash(of: reader), grants: [Grant(.read, alerts, upTo: .amber)],
                expires: now.addingTimeInterval(1)),
            RegisteredToken(
                name: "expired", hash: TokenHash(of: expired), grants: [Grant(.read, alerts, upTo: .red)],
                expires: now),
            RegisteredToken(
                name: "writer", hash: TokenHash(of: writer),
                grants: [Grant(.change, cases, upTo: .green), Grant(.change, cases, upTo: .amberStrict)],
                expires: now.addingTimeInterval(60)),
            RegisteredToken(
                name: "empty", hash: TokenHash(of: empty), grants: [], expires: now.addingTimeInterval(60)),
        ]),
        loopback: [Grant(.read, alerts, upTo: .red)])

    private static func decision(
        _ verb: Verb, _ resource: Resource, _ label: TrafficLight, _ credentials: Credentials
    ) -> AccessDecision {
        policy.decision(on: AccessQuestion(verb, resource, marked: label), by: credentials, at: now)
    }

    private static func shown(_ token: AccessToken, isLoopback: Bool = false) -> Credentials {
        Credentials(isLoopback: isLoopback, token: token.text)
    }

    @Test func whatNobodyGrantedIsRefused() {
        let nothing = AccessPolicy()
        for verb in Verb.allCases {
            for label in TrafficLight.allCases {
                for credentials in [Credentials(), Credentials(isLoopback: true), Self.shown(Self.reader)] {
                    let question = AccessQuestion(verb, Self.alerts, marked: label)
                    #expect(!nothing.decision(on: question, by: credentials, at: Self.now).isAllowed)
                }
            }
        }
    }

    @Test(
        arguments: [
            (Verb.read, alerts, TrafficLight.clear, Credentials(), Principal.anyone, .noCredentials),
            (.read, alerts, .red, Credentials(isLoopback: true), .loopback, nil),
            (.change, alerts, .clear, Credentials(isLoopback: true), .loopback, .noGrant),
            (.read, cases, .clear, Credentials(isLoopback: true), .loopback, .noGrant),
            (.read, alerts, .clear, shown(reader), .token("reader"), nil),
            (.read, alerts, .amber, shown(reader), .token("reader"), nil),
            (.read, alerts, .amberStrict, shown(reader), .token("reader"), .markedHigher),
            (.read, alerts, .red, shown(reader), .token("reader"), .markedHigher),
            (.change, alerts, .clear, shown(reader), .token("reader"), .noGrant),
            (.read, cases, .clear, shown(reader), .token("reader"), .noGrant),
            (.read, alerts, .clear, shown(expired), .token("expired"), .expiredToken),
            (.change, cases, .amberStrict, shown(writer), .token("writer"), nil),
            (.change, cases, .red, shown(writer), .token("writer"), .markedHigher),
            (.read, alerts, .clear, shown(empty), .token("empty"), .noGrant),
            (.read, alerts, .clear, shown(unknown), .anyone, .unknownToken),
            (.read, alerts, .clear, Credentials(token: ""), .anyone, .unknownToken),
            (.read, alerts, .clear, Credentials(token: "atalaya_"), .anyone, .unknownToken),
            // A hash is not a token.
            (.read, alerts, .clear, Credentials(token: "\(TokenHash(of: reader))"), .anyone, .unknownToken),
            // A token that is shown counts alone, also on the same machine.
            (.read, alerts, .red, shown(reader, isLoopback: true), .token("reader"), .markedHigher),
            (.read, alerts, .red, shown(unknown, isLoopback: true), .anyone, .unknownToken),
        ] as [(Verb, Resource, TrafficLight, Credentials, Principal, AccessDecision.Refusal?)])
    func decisions(
        verb: Verb, resource: Resource, label: TrafficLight, credentials: Credentials, principal: Principal,
        refusal: AccessDecision.Refusal?
    ) {
        let decision = Self.decision(verb, resource, label, credentials)
        #expect(decision == AccessDecision(principal, refusal: refusal))
        #expect(decision.isAllowed == (refusal == nil))
    }

    @Test func aTokenIsValidUntilTheMomentAtWhichItExpires() {
        let question = AccessQuestion(.read, Self.alerts, marked: .clear)
        for (seconds, isValid) in [(-1_000_000.0, true), (0.999, true), (1, false), (1_000_000, false)] {
            let decision = Self.policy.decision(
                on: question, by: Self.shown(Self.reader), at: Self.now.addingTimeInterval(seconds))
            #expect(decision.isAllowed == isValid, "\(seconds)")
        }
    }

    @Test func otherCredentialsHelpWhereNoneAreKnown() {
        let asking = AccessDecision.Refusal.allCases.filter(\.asksForCredentials)
        #expect(
            asking == [
                .noCredentials, .unknownToken, .expiredToken, .endedSession, .wrongPassword, .unknownLink,
            ])
    }
}
