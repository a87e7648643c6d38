package import Access
internal import HTTPTypes
internal import NumberResources
internal import Synchronization

package import struct FoundationEssentials.Date

/// The one way to an answer. Every request passes here before anything is sent, whichever thread makes the answer; and every
/// answer gets here what all of its kind have in common.
package final class Door: Sendable {
    let table: HTTPRouteTable
    let pages: PageAnswers
    private let rules: Mutex<DoorRules>
    private let people: (any SessionAuthority)?
    private let log: any AccessLog
    private let clock: @Sendable () -> Date

    /// - Parameters:
    ///   - people: Knows who has logged in; `nil` where no one can.
    ///   - pages: What browsers get in place of a page.
    ///   - log: Where decisions are recorded for which a grant was needed.
    ///   - clock: The time that tokens expire by.
    package init(
        _ table: HTTPRouteTable, rules: DoorRules, people: (any SessionAuthority)? = nil,
        pages: PageAnswers = .plain, log: any AccessLog, clock: @escaping @Sendable () -> Date
    ) {
        self.table = table
        self.rules = Mutex(rules)
        self.people = people
        self.pages = pages
        self.log = log
        self.clock = clock
    }

    /// Decides by other rules from now on.
    package func use(_ rules: DoorRules) {
        self.rules.withLock { $0 = rules }
    }

    /// Whether connections may come from this address.
    func allows(_ peer: IPAddress?) -> Bool {
        rules.withLock { $0 }.allows(peer)
    }

    /// The decision: which route and operation a request gets, or why none. It depends on nothing but the request, the rules, the
    /// sessions and the clock, and changes nothing.
    func passage(of request: DoorRequest) -> Passage {
        let rules = rules.withLock { $0 }
        guard rules.allows(request.peer) else { return Passage(nil, .refused(Door.notAllowed)) }
        guard let route = table[request.path] else {
            return Passage(nil, .refused(APIError(.notFound, "no such path")))
        }
        guard let operation = route.operation(for: request.method) else {
            return Passage(route, .refused(.methodNotAllowed(route.allowed)))
        }
        var passage: Passage
        switch operation.access {
        case .public where !route.kind.isForBrowsers && operation.formCheck == nil:
            return Passage(route, .admitted(operation))
        case .public:
            let (source, visitor, _, _) = visitor(of: request, at: route, rules)
            let isForeign = isForeign(operation, request, source, rules)
            passage = Passage(route, isForeign ? .refused(Door.foreignForm) : .admitted(operation))
            (passage.source, passage.visitor) = (source, visitor)
        case .loopback:
            let (source, visitor, _, _) = visitor(of: request, at: route, rules)
            passage = Passage(route, request.isLoopback ? .admitted(operation) : .refused(Door.onlyLoopback))
            (passage.source, passage.visitor) = (source, visitor)
        case .granted(let question):
            passage = granted(question, request, route, operation, rules)
        }
        return passage
    }

    private func granted(
        _ question: AccessQuestion, _ request: DoorRequest, _ route: HTTPRoute, _ operation: HTTPRoute.Operation,
        _ rules: DoorRules
    ) -> Passage {
        let (source, visitor, credentials, now) = visitor(of: request, at: route, rules)
        var decision = rules.policy.decision(on: question, by: credentials, at: now)
        if decision.isAllowed, isForeign(operation, request, source, rules) {
            decision = AccessDecision(decision.principal, refusal: .foreignForm)
        }
        var passage =
            if let refusal = decision.refusal {
                Passage(
                    route, .refused(Door.error(refusal, decision.principal, question, people?.isInUse ?? false)))
            } else {
                Passage(route, .admitted(operation))
            }
        (passage.source, passage.visitor) = (source, visitor)
        passage.asksForCredentials = decision.refusal?.asksForCredentials ?? false
        passage.record = AccessRecord(
            time: now, client: source.address.map { "\($0.unmapped)" } ?? "local", question: question,
            decision: decision)
        return passage
    }

    /// Who a request comes from, with what was shown for it.
    private func visitor(
        of request: DoorRequest, at route: HTTPRoute, _ rules: DoorRules
    ) -> (RequestSource, Visitor, Credentials, now: Date) {
        let (source, now) = (request.source(trusting: rules.proxies), clock())
        var credentials = Credentials(isLoopback: request.isLoopback, token: request.bearer)
        // Pages are for who has logged in; with accounts, programs have to prove who they are, too.
        if route.kind == .page || people?.isInUse ?? false { credentials.isLoopback = false }
        if let people, source.mayLogIn, let text = request.cookie(.session, isSecure: source.isSecure) {
            let session = Secret(text).flatMap { people.session(of: $0) }
            credentials.session = session.map { .open($0) } ?? .ended
        }
        return (source, rules.policy.visitor(with: credentials, at: now).visitor, credentials, now)
    }

    /// Whether a form comes from a page of another site.
    private func isForeign(
        _ operation: HTTPRoute.Operation, _ request: DoorRequest, _ source: RequestSource, _ rules: DoorRules
    ) -> Bool {
        guard let check = operation.formCheck else { return false }
        switch request.formOrigin(source, also: rules.ownOrigins) {
        case .own, .absent: return false
        case .foreign: return true
        // With a session, its token decides.
        case .opaque: return check == .origin
        }
    }

    /// Records a decision whose answer is sent now.
    func record(_ passage: Passage) {
        if let record = passage.record { log.append(record) }
        guard let session = passage.visitor.session, case .admitted = passage.outcome,
            passage.route?.renewsSession ?? false
        else { return }
        people?.noteUse(of: session)
    }

    /// Records what a permitted request has shown or done in addition.
    func record(_ question: AccessQuestion, by passage: Passage) {
        log.append(
            AccessRecord(
                time: clock(), client: passage.source.address.map { "\($0.unmapped)" } ?? "local", question: question,
                decision: AccessDecision(passage.visitor.principal)))
    }

    /// Records that a form of an admitted request was not one of its session.
    func recordForeignForm(_ passage: Passage) {
        guard let record = passage.record else { return }
        log.append(
            AccessRecord(
                time: record.time, client: record.client, question: record.question,
                decision: AccessDecision(record.decision.principal, refusal: .foreignForm)))
    }

    /// Adds to an answer's header fields what every answer of the route carries.
    ///
    /// - Parameters:
    ///   - route: `nil` for an answer without a path.
    ///   - isPage: Whether the answer is a page although the route is not.
    ///   - origin: The page's, when the request names it.
    ///   - isSecure: Whether the client's connection is encrypted.
    func complete(
        _ fields: inout HTTPFields, of route: HTTPRoute?, isPage: Bool = false, origin: String?, isSecure: Bool = false
    ) {
        let kind = isPage ? .page : route?.kind ?? .confidential
        fields[.xContentTypeOptions] = "nosniff"
        fields[.contentSecurityPolicy] = kind.contentSecurityPolicy
        fields[.cacheControl] = kind.cacheControl(hasValidator: fields[.eTag] != nil)
        if kind.isForBrowsers {
            fields[.referrerPolicy] = "no-referrer"
            fields[.crossOriginOpenerPolicy] = "same-origin"
            fields[.permissionsPolicy] = Door.permissions
            if isSecure { fields[.strictTransportSecurity] = "max-age=31536000" }
        }
        guard kind.isShared else { return }
        let (allowed, varies) = rules.withLock { $0.origins }.answer(to: origin)
        fields[.accessControlAllowOrigin] = allowed
        if varies { fields[.vary] = fields[.vary].map { $0 + ", Origin" } ?? "Origin" }
    }

    /// The pages use none of what browsers offer to pages.
    private static let permissions =
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"

    /// The answer to a request that takes microseconds, complete; `nil` where it takes longer.
    func immediate(_ request: DoorRequest) -> ShortAnswer? {
        let passage = passage(of: request)
        var answer: ShortAnswer
        switch passage.outcome {
        case .refused(let error): answer = refusal(error, request, passage)
        case .admitted(let operation):
            guard let immediate = operation.immediate else { return nil }
            do throws(APIError) {
                guard let made = try immediate(request.path, request.query) else { return nil }
                answer = made
            } catch {
                answer = refusal(error, request, passage)
            }
        }
        record(passage)
        complete(
            &answer.fields, of: passage.route, isPage: isPage(request, passage.route), origin: request.origin,
            isSecure: passage.source.isSecure)
        return answer
    }

    /// Whether a target, a path with its query, is answered also where there are too many connections.
    func isVital(_ target: String) -> Bool {
        let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
        return table[String(Substring(path))]?.isVital ?? false
    }
}

extension HTTPField.Name {
    private static func known(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is not a field name") }
        return name
    }

    fileprivate static let referrerPolicy = known("Referrer-Policy")
    fileprivate static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")
    fileprivate static let permissionsPolicy = known("Permissions-Policy")
}
