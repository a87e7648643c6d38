import Access
import FoundationEssentials
import HTTPTypes
import Logging
import NIOCore
import SecurityEvents
import ServiceLifecycle
import Synchronization
import TestSupport

@testable import HTTPService

/// Keeps the decisions that were recorded.
final class RecordedAccess: AccessLog {
    private let kept = Mutex<[AccessRecord]>([])

    var records: [AccessRecord] { kept.withLock { $0 } }

    func append(_ record: AccessRecord) {
        kept.withLock { $0.append(record) }
    }
}

/// A server of a few routes on a free port of loopback.
struct TestServer {
    static let now = Date(timeIntervalSince1970: 1_773_644_400)
    static let secrets = Resource("secrets")
    static let question = AccessQuestion(.read, secrets, marked: .amber)

    /// Every way in which an answer is made, for everybody, for the same machine, and for who has a grant.
    static func routes(_ answers: AnswerMaker) -> [HTTPRoute] {
        let body = Array(String(repeating: "secret ", count: 20_000).utf8)
        let kept = EncodedBody(
            [ByteBuffer(bytes: body)], contentType: ContentType.text, lastModified: now, room: answers.held.share())
        let accesses: [(String, RouteAccess, AnswerKind)] = [
            ("/public", .public, .data), ("/loopback", .loopback, .confidential),
            ("/granted", .granted(question), .confidential), ("/page", .public, .page),
        ]
        return accesses.flatMap { name, access, kind in
            [
                HTTPRoute(
                    name + "/short", access: access, answers: kind, described: "",
                    immediate: { _, _ throws(APIError) in ShortAnswer(Array("secret".utf8), ContentType.text) },
                    get: { _, _ in ShortAnswer(Array("secret".utf8), ContentType.text).response }),
                HTTPRoute(
                    name + "/whole", access: access, answers: kind, described: "",
                    get: { _, context in try await answers.whole(ContentType.text, context) { body } },
                    post: { request, context in
                        let share = answers.held.share(for: context.client)
                        let octets = try await answers.body(of: request, context.client, share)
                        return ShortAnswer(octets, ContentType.text).response
                    }),
                HTTPRoute(
                    name + "/kept", access: access, answers: kind, described: "",
                    get: { request, _ in try await answers.kept(kept, request) }),
                HTTPRoute(
                    name + "/item/", parameters: "{id}", access: access, answers: kind, described: "",
                    immediate: { path, _ throws(APIError) in
                        guard path.hasSuffix("1") else { throw APIError(.notFound, "secret item") }
                        return ShortAnswer(Array("secret".utf8), ContentType.text)
                    },
                    get: { _, _ in ShortAnswer(Array("secret".utf8), ContentType.text).response }),
            ]
        }
    }

    let http: RawHTTP
    let door: Door
    let log: RecordedAccess
    let answers: AnswerMaker

    static func with<Result: Sendable>(
        _ rules: DoorRules = DoorRules(), hosts: [String] = [], certificate: CurrentCertificate? = nil,
        limits: HTTPLimits = HTTPLimits(), people: People? = nil, pages: PageAnswers = .plain,
        more: @Sendable (AnswerMaker) -> [HTTPRoute] = { _ in [] },
        _ body: @Sendable (TestServer) async throws -> Result
    ) async throws -> Result {
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let answers = AnswerMaker(limits: limits, clock: { now }, onLimit: { _, _ in })
        let log = RecordedAccess()
        let door = Door(
            HTTPRouteTable(routes(answers) + more(answers)), rules: rules, people: people, pages: pages, log: log,
            clock: { now })
        let server = HTTPServer(
            door, answers, hosts: ServedHosts(hosts),
            listeners: [HTTPListener(host: "127.0.0.1", port: 0, isTLS: certificate != nil)], certificate: certificate,
            logger: quiet, onListening: { continuation.yield($0.port) })
        let group = ServiceGroup(configuration: .init(services: [server], logger: quiet))
        let running = Task { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        let port = await iterator.next() ?? 0
        do {
            let result = try await body(TestServer(http: RawHTTP(port: port), door: door, log: log, answers: answers))
            await group.triggerGracefulShutdown()
            try await running.value
            return result
        } catch {
            running.cancel()
            throw error
        }
    }
}
