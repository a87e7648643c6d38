internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

/// Requests what the demo's node serves.
struct DemoVisitor {
    /// `http://127.0.0.1:8324`
    let address: String

    /// The longest answer, and the longest wait for one.
    private static let size = 64 << 20
    private static let patience = TimeAmount.seconds(30)
    /// What paths are asked with that would wait for a change otherwise.
    private static let queries = ["/json-delta/notify": "?session=0&serial=0"]

    /// The outcome of a visit: how many paths were requested, and what is wrong with those that do not answer as they should.
    struct Outcome {
        var requested = 0
        var failures: [String] = []
    }

    /// Requests every path that can be read without a parameter.
    ///
    /// - Parameter cookie: Of the session of someone who may read all of it.
    func visitAll(cookie: String?) async -> Outcome {
        var outcome = Outcome()
        let paths: [String]
        do {
            paths = DemoVisitor.paths(in: try await get("/openapi.yaml").body)
        } catch {
            return Outcome(requested: 1, failures: ["/openapi.yaml: \(error)"])
        }
        if paths.isEmpty { outcome.failures.append("/openapi.yaml: describes no path") }
        for path in paths {
            outcome.requested += 1
            do {
                let (status, body) = try await get(path + (DemoVisitor.queries[path] ?? ""), cookie: cookie)
                guard status != 200 || body.isEmpty else { continue }
                outcome.failures.append("\(path): \(status), \(body.utf8.count) octets")
            } catch {
                outcome.failures.append("\(path): \(error)")
            }
        }
        return outcome
    }

    /// The status of a path and what it answers.
    func get(_ path: String, cookie: String? = nil) async throws -> (status: Int, body: String) {
        var request = HTTPClientRequest(url: address + path)
        if let cookie { request.headers.add(name: "Cookie", value: cookie) }
        let response = try await HTTPClient.shared.execute(request, timeout: DemoVisitor.patience)
        let body = try await response.body.collect(upTo: DemoVisitor.size)
        return (Int(response.status.code), String(buffer: body))
    }

    /// The paths that can be read without a parameter, by the description of the API.
    static func paths(in description: String) -> [String] {
        var paths: [(path: String, isReadable: Bool, needsMore: Bool)] = []
        var isInPaths = false
        for line in description.split(separator: "\n") {
            if line.first.map({ $0 != " " && $0 != "#" }) ?? false { isInPaths = line == "paths:" }
            guard isInPaths else { continue }
            let text = line.drop { $0 == " " }
            switch line.count - text.count {
            case 2 where text.hasPrefix("/"):
                let path = String(text.prefix { $0 != ":" })
                paths.append((path, false, path.contains("{")))
            case 4: paths.indices.last.map { paths[$0].isReadable = paths[$0].isReadable || text.hasPrefix("get:") }
            default: break
            }
            if text.contains("in: query, required: true"), let last = paths.indices.last {
                paths[last].needsMore = true
            }
        }
        return paths.filter { $0.isReadable && !$0.needsMore }.map(\.path)
    }
}
