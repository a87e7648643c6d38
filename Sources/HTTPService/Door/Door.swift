package import Access
internal import HTTPTypes
internal import NumberResources
internal import Synchronization

package import struct FoundationEssentials.Date

/// The one way to an answer. Every request passes here before anything is sent, whichever thread makes the answer; and every
/// answer gets here what all of its kind have in common.
package final class Door: Sendable {
    let table: HTTPRouteTable
    private let rules: Mutex<DoorRules>
    private let log: any AccessLog
    private let clock: @Sendable () -> Date

    /// - Parameters:
    ///   - log: Where decisions are recorded for which a grant was needed.
    ///   - clock: The time that tokens expire by.
    package init(
        _ table: HTTPRouteTable, rules: DoorRules, log: any AccessLog, clock: @escaping @Sendable () -> Date
    ) {
        self.table = table
        self.rules = Mutex(rules)
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

    /// The decision: which route and operation a request gets, or why none. It depends on nothing but the request, the rules and
    /// the clock, and changes nothing.
    func passage(of request: DoorRequest) -> Passage {
        let rules = rules.withLock { $0 }
        guard rules.allows(request.peer) else { return Passage(nil, .refused(Door.notAllowed)) }
        guard let route = table[request.path] else {
            return Passage(nil, .refused(APIError(.notFound, "no such path")))
        }
        guard let operation = route.operation(for: request.method) else {
            return Passage(route, .refused(.methodNotAllowed(route.allowed)))
        }
        switch route.access {
        case .public:
            return Passage(route, .admitted(operation))
        case .loopback:
            return Passage(route, request.isLoopback ? .admitted(operation) : .refused(Door.onlyLoopback))
        case .granted(let question):
            let credentials = Credentials(isLoopback: request.isLoopback, token: request.bearer)
            let now = clock()
            let decision = rules.policy.decision(on: question, by: credentials, at: now)
            let record = AccessRecord(
                time: now, client: request.peer.map { "\($0.unmapped)" } ?? "local", question: question,
                decision: decision)
            guard let refusal = decision.refusal else { return Passage(route, .admitted(operation), record: record) }
            return Passage(
                route, .refused(Door.error(refusal, decision.principal, question)), record: record)
        }
    }

    /// Records a decision whose answer is sent now.
    func record(_ passage: Passage) {
        if let record = passage.record { log.append(record) }
    }

    /// Adds to an answer's header fields what every answer of the route carries.
    ///
    /// - Parameters:
    ///   - route: `nil` for an answer without a path.
    ///   - origin: The page's, when the request names it.
    func complete(_ fields: inout HTTPFields, of route: HTTPRoute?, origin: String?) {
        let kind = route?.kind ?? .confidential
        fields[.xContentTypeOptions] = "nosniff"
        fields[.contentSecurityPolicy] = kind.contentSecurityPolicy
        fields[.cacheControl] = kind.cacheControl(hasValidator: fields[.eTag] != nil)
        guard kind.isShared else { return }
        let (allowed, varies) = rules.withLock { $0.origins }.answer(to: origin)
        fields[.accessControlAllowOrigin] = allowed
        if varies { fields[.vary] = fields[.vary].map { $0 + ", Origin" } ?? "Origin" }
    }

    /// The answer to a request that takes microseconds, complete; `nil` where it takes longer.
    func immediate(_ request: DoorRequest) -> ShortAnswer? {
        let passage = passage(of: request)
        var answer: ShortAnswer
        switch passage.outcome {
        case .refused(let error): answer = error.answer
        case .admitted(let operation):
            guard let immediate = operation.immediate else { return nil }
            do throws(APIError) {
                guard let made = try immediate(request.path, request.query) else { return nil }
                answer = made
            } catch {
                answer = error.answer
            }
        }
        record(passage)
        complete(&answer.fields, of: passage.route, origin: request.origin)
        return answer
    }

    /// Whether a target, a path with its query, is answered also where there are too many connections.
    func isVital(_ target: String) -> Bool {
        let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
        return table[String(Substring(path))]?.isVital ?? false
    }
}
