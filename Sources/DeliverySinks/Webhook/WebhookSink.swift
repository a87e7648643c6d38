internal import AsyncHTTPClient
internal import Crypto
public import Delivery
public import Fetching
internal import NIOCore
internal import NIOHTTP1
internal import TextFormats

/// A URL that messages are posted to as JSON: see ``WebhookText``.
///
/// The HMAC of the body with SHA-256 is in `X-Atalaya-Signature`, as `sha256=` and hexadecimal digits, where there is a secret.
/// `X-Atalaya-Delivery` is the same whenever the same is delivered again; `X-Atalaya-Alert` names what the messages are
/// about, such as an alert, from its beginning to its end.
public struct WebhookSink: MessageSink {
    private let url: String
    private let uri: HTTPSURI
    private let headers: [String: String]
    private let secret: [UInt8]?
    private let timeout: Duration
    private let client: HTTPClient
    private let userAgent: String
    private let trustSetting: String?

    /// - Parameters:
    ///   - url: An `http` or `https` URL.
    ///   - uri: The same, read.
    ///   - headers: Further header fields of the requests.
    ///   - secret: The key of the signature.
    ///   - authorities: Paths of PEM files with certificates to trust in addition to the system's.
    ///   - trustSetting: The setting that names `authorities`, for the text of errors; `nil` where there is none.
    /// - Throws: When a file of authorities cannot be used.
    public init(
        url: String, at uri: HTTPSURI, headers: [String: String], secret: [UInt8]?, authorities: [String],
        trustSetting: String?, timeout: Duration, userAgent: String
    ) throws(FetchError) {
        self.url = url
        self.uri = uri
        self.headers = headers
        self.secret = secret
        self.timeout = timeout
        self.userAgent = userAgent
        self.trustSetting = trustSetting
        let host = uri.host.hasPrefix("[") ? String(uri.host.dropFirst().dropLast()) : uri.host
        client = HTTPClient.client(
            of: host, tls: try ClientTLS.configuration(trusting: authorities), connect: timeout)
    }

    /// The octets of an answer that are looked at.
    private static let answer = 1 << 16

    public var name: String { "webhook:\(url)" }

    /// Host, and what tells the URLs of one host apart: for many services the path is the secret.
    public var label: String {
        let rest = url.split(separator: "://", maxSplits: 1).last ?? ""
        let host = rest.prefix { $0 != "/" && $0 != "?" }.split(separator: "@").last ?? ""
        let hash = SHA256.hash(data: Array(url.utf8)).prefix(4).hexadecimal(uppercase: false)
        return "webhook:\(host)#\(hash)"
    }

    public func close() async {
        // There is no more to do about a connection that does not end as it should.
        try? await client.shutdown()
    }

    public func deliver(_ messages: [Message]) async throws(SinkFailure) {
        guard !messages.isEmpty else { return }
        let text = WebhookText(messages)
        let body = Array(text.body.utf8)
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { request.headers.add(name: name, value: value) }
        request.headers.replaceOrAdd(name: "User-Agent", value: userAgent)
        request.headers.replaceOrAdd(name: "Content-Type", value: "application/json")
        request.headers.replaceOrAdd(name: "X-Atalaya-Delivery", value: text.identity)
        if let key = text.key { request.headers.replaceOrAdd(name: "X-Atalaya-Alert", value: key) }
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
        case 408, 425, 429, 500...: throw .temporary("\(label): the server answered \(status.code)")
        default: throw .final("\(label): the server answered \(status.code)")
        }
    }

    private func reason(of error: any Error) async -> String {
        await WebFailure.reason(of: error, at: uri, trustSetting: trustSetting)
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

    static func signature(_ body: [UInt8], _ secret: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: secret))
        return "sha256=" + code.hexadecimal(uppercase: false)
    }
}
