internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import ValidatedPayloads

/// A payload file on the web, asked for only where it has changed (RFC 9110 section 13).
struct WebFile {
    private static let timeout = TimeAmount.seconds(120)

    let address: String
    private var tag: String?
    private var modified: String?
    private let limits: PayloadReader.Limits

    init(_ address: String, limits: PayloadReader.Limits = PayloadReader.Limits()) {
        self.address = address
        self.limits = limits
    }

    /// What an answer brought.
    private struct Answer: Sendable {
        let look: PayloadFeed.Look
        var tag: String?
        var modified: String?
    }

    mutating func look(isForced: Bool) async -> PayloadFeed.Look {
        var request = HTTPClientRequest(url: address)
        request.headers.add(name: "user-agent", value: "atalaya")
        if !isForced {
            if let tag { request.headers.add(name: "if-none-match", value: tag) }
            if let modified { request.headers.add(name: "if-modified-since", value: modified) }
        }
        let (address, limits) = (address, limits)
        // The client's own time ends with the header: a body that trickles in has to end too.
        let answer = await withTaskGroup(of: Answer?.self) { group in
            group.addTask { [request] in await WebFile.answer(to: request, address, limits) }
            group.addTask {
                try? await Task.sleep(for: .nanoseconds(WebFile.timeout.nanoseconds))
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        guard let answer else {
            return .failed("\(address): not complete after \(WebFile.timeout.nanoseconds / 1_000_000_000) seconds")
        }
        if case .read = answer.look { (tag, modified) = (answer.tag, answer.modified) }
        return answer.look
    }

    private static func answer(
        to request: HTTPClientRequest, _ address: String, _ limits: PayloadReader.Limits
    ) async -> Answer {
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: timeout)
            if response.status == .notModified { return Answer(look: .unchanged) }
            guard response.status == .ok else {
                return Answer(look: .failed("\(address): the server answers \(response.status.code)"))
            }
            let reader = PayloadReader(limits: limits)
            var parts: [ByteBuffer] = []
            var octets = 0
            for try await part in response.body {
                octets += part.readableBytes
                guard octets <= reader.limits.size else {
                    return Answer(
                        look: .failed("\(address): more than \(reader.limits.size) octets, which is the limit"))
                }
                parts.append(part)
            }
            var rest = parts[...]
            parts = []
            let document = try reader.read { rest.popFirst().map { Array($0.readableBytesView) } }
            return Answer(
                look: .read(document), tag: response.headers.first(name: "etag"),
                modified: response.headers.first(name: "last-modified"))
        } catch {
            return Answer(look: .failed("\(address): \(error)"))
        }
    }
}
