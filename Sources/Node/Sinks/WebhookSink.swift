internal import AsyncHTTPClient
internal import Crypto
internal import Delivery
internal import Fetching
internal import NIOCore
internal import NIOHTTP1
internal import TextFormats

/// A URL that events are posted to as JSON.
///
/// The body is the event; of several at once, an object with a list `events`. Its HMAC with SHA-256 is in
/// `X-Atalaya-Signature`, as `sha256=` and hexadecimal digits, where there is a secret. `X-Atalaya-Delivery` is the same
/// whenever the same is delivered again; `X-Atalaya-Alert` names the alert, from its beginning to its end.
struct WebhookSink: AlertSink {
    let url: String
    let headers: [String: String]
    let secret: [UInt8]?
    let timeout: Duration
    let client: HTTPClient
    let userAgent: String

    /// The octets of an answer that are looked at.
    private static let answer = 1 << 16

    var name: String { "webhook:\(url)" }

    /// Host, and what tells the URLs of one host apart: for many services the path is the secret.
    var label: String {
        let rest = url.split(separator: "://", maxSplits: 1).last ?? ""
        let host = rest.prefix { $0 != "/" && $0 != "?" }.split(separator: "@").last ?? ""
        let hash = SHA256.hash(data: Array(url.utf8)).prefix(4).hexadecimal(uppercase: false)
        return "webhook:\(host)#\(hash)"
    }

    func deliver(_ messages: [Message]) async throws(SinkFailure) {
        guard let first = messages.first, let last = messages.last else { return }
        let body = Array(WebhookSink.body(messages).utf8)
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { request.headers.add(name: name, value: value) }
        request.headers.replaceOrAdd(name: "User-Agent", value: userAgent)
        request.headers.replaceOrAdd(name: "Content-Type", value: "application/json")
        request.headers.replaceOrAdd(
            name: "X-Atalaya-Delivery",
            value: messages.count == 1 ? first.identity : "\(first.identity)-\(last.identity)")
        if Set(messages.map(\.key)).count == 1 {
            request.headers.replaceOrAdd(name: "X-Atalaya-Alert", value: first.key)
        }
        if let secret {
            request.headers.replaceOrAdd(name: "X-Atalaya-Signature", value: WebhookSink.signature(body, secret))
        }
        request.body = .bytes(ByteBuffer(bytes: body))
        let status: HTTPResponseStatus
        do {
            let response = try await client.execute(request, timeout: .nanoseconds(Int64(timeout / .nanoseconds(1))))
            status = response.status
            // What it says is of no interest, but the connection can be used again after it.
            await read(response.body)
        } catch {
            throw .temporary("\(label): \(await reason(of: error))")
        }
        switch status.code {
        case 200..<300: return
        case 408, 425, 429, 500...: throw .temporary("\(label): the server answers \(status.code)")
        default: throw .final("\(label): the server answers \(status.code)")
        }
    }

    private func reason(of error: any Error) async -> String {
        guard let address = try? WebURL(url) else { return "not a URL" }
        return await WebFailure.reason(
            of: error, at: address.uri, trustSetting: "watch.webhook.https-ca names further authorities")
    }

    /// Reads an answer to its end, as long as that is near.
    private func read(_ body: HTTPClientResponse.Body) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = try? await body.collect(upTo: WebhookSink.answer) }
            group.addTask { [timeout] in try? await Task.sleep(for: timeout) }
            await group.next()
            group.cancelAll()
        }
    }

    static func body(_ messages: [Message]) -> String {
        if messages.count == 1 { return messages[0].content.record }
        return JSONWriter.text { json in
            json.array("events") { json in
                for message in messages { json.json(message.content.record) }
            }
        }
    }

    static func signature(_ body: [UInt8], _ secret: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: secret))
        return "sha256=" + code.hexadecimal(uppercase: false)
    }
}
