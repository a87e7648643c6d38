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

    init(_ address: String) {
        self.address = address
    }

    mutating func look(isForced: Bool) async -> PayloadFeed.Look {
        var request = HTTPClientRequest(url: address)
        request.headers.add(name: "user-agent", value: "atalaya")
        if !isForced {
            if let tag { request.headers.add(name: "if-none-match", value: tag) }
            if let modified { request.headers.add(name: "if-modified-since", value: modified) }
        }
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: WebFile.timeout)
            if response.status == .notModified { return .unchanged }
            guard response.status == .ok else {
                return .failed("\(address): the server answers \(response.status.code)")
            }
            let reader = PayloadReader()
            var parts: [ByteBuffer] = []
            var octets = 0
            for try await part in response.body {
                octets += part.readableBytes
                guard octets <= reader.limits.size else {
                    return .failed("\(address): more than \(reader.limits.size) octets, which is the limit")
                }
                parts.append(part)
            }
            var rest = parts[...]
            parts = []
            let document = try reader.read { rest.popFirst().map { Array($0.readableBytesView) } }
            tag = response.headers.first(name: "etag")
            modified = response.headers.first(name: "last-modified")
            return .read(document)
        } catch {
            return .failed("\(address): \(error)")
        }
    }
}
