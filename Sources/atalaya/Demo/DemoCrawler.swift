internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

/// Opens every page of the demo's console as one role: what a reader can reach by links.
struct DemoCrawler {
    let address: String
    let account: DemoAccounts.Entry

    private static let patience = TimeAmount.seconds(30)
    private static let size = 16 << 20
    /// Pages that are opened, at most.
    private static let most = 400

    private struct Answer {
        let status: Int
        let fields: HTTPHeaders
        let body: String
    }

    /// Opens every page that links lead to.
    func visitAll() async -> DemoVisitor.Outcome {
        do {
            guard let cookie = try await login() else {
                return .init(requested: 1, failures: ["\(account.name): could not log in"])
            }
            return try await crawl(cookie)
        } catch {
            return .init(requested: 1, failures: ["\(account.name): \(error)"])
        }
    }

    private func crawl(_ cookie: String) async throws -> DemoVisitor.Outcome {
        var (todo, seen, failures) = (["/account", "/"], Set<String>(), [String]())
        while let path = todo.popLast(), seen.count < DemoCrawler.most {
            guard seen.insert(path).inserted else { continue }
            let answer = try await get(path, cookie)
            switch answer.status {
            case 200: break
            case 303: continue
            // The start page is for who may read something; a role may have none of it.
            default:
                failures.append("\(account.name): \(path): \(answer.status)")
                continue
            }
            guard answer.fields.first(name: "Content-Type")?.hasPrefix("text/html") ?? false else { continue }
            if answer.body.contains("{{") { failures.append("\(account.name): \(path): a template is not filled in") }
            todo += DemoCrawler.links(in: answer.body)
        }
        if seen.count <= 3 { failures.append("\(account.name): only \(seen.count) pages") }
        return .init(requested: seen.count, failures: failures)
    }

    /// The cookie of a new session; `nil` where the login was refused.
    func login() async throws -> String? {
        var request = HTTPClientRequest(url: address + "/login")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "Origin", value: address)
        request.body = .bytes(ByteBuffer(string: "name=\(account.name)&password=\(account.password)"))
        let answer = try await send(request)
        guard answer.status == 303 else { return nil }
        let cookies = answer.fields["Set-Cookie"].map { String($0.prefix { $0 != ";" }) }
        return cookies.isEmpty ? nil : cookies.joined(separator: "; ")
    }

    private func get(_ path: String, _ cookie: String) async throws -> Answer {
        var request = HTTPClientRequest(url: address + path)
        request.headers.add(name: "Cookie", value: cookie)
        return try await send(request)
    }

    private func send(_ request: HTTPClientRequest) async throws -> Answer {
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.redirectConfiguration = .disallow
        let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        do {
            let response = try await client.execute(request, timeout: DemoCrawler.patience)
            let body = try await response.body.collect(upTo: DemoCrawler.size)
            try await client.shutdown()
            return Answer(status: Int(response.status.code), fields: response.headers, body: String(buffer: body))
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    /// The paths of the links to pages of the console.
    static func links(in html: String) -> [String] {
        var links: [String] = []
        for part in html.split(separator: "href=\"").dropFirst() where part.first == "/" {
            let path = part.prefix { $0 != "\"" && $0 != "#" }
            links.append(String(path).replacing("&amp;", with: "&"))
        }
        return links.filter { !$0.hasPrefix("/assets/") && !$0.hasPrefix("/events") }
    }
}
