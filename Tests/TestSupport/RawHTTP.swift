internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#endif

/// Speaks HTTP/1.1 over a socket, so that tests see every octet.
package struct RawHTTP: Sendable {
    package struct Answer: Sendable {
        package let status: Int
        /// By lower-case name.
        package let headers: [String: String]
        package let body: [UInt8]

        package var text: String {
            String(decoding: body, as: UTF8.self)
        }

        /// The body as JSON.
        package var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        }
    }

    package enum Failure: Error {
        case connection
        case noAnswer(String)
    }

    package let port: Int
    /// Seconds until an answer must be there.
    package var patience = 20

    package init(port: Int) {
        self.port = port
    }

    /// The answer to one request on a connection of its own.
    package func request(
        _ target: String, method: String = "GET", headers: [String: String] = [:], body: String? = nil
    ) async throws -> Answer {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: localhost", "Connection: close"]
        lines += headers.map { "\($0): \($1)" }
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        let octets = try await exchange(lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? ""))
        return try RawHTTP.parse(octets)
    }

    /// What comes back for `text` until the server closes.
    package func exchange(_ text: String) async throws -> [UInt8] {
        let port = port
        let patience = patience
        // A thread of its own: blocking those that the server's tasks run on would make the test wait for itself.
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try RawHTTP.blockingExchange(text, port, patience) })
            }
        }
    }

    /// Sends `text` and then reads nothing for some seconds; gives what comes when it reads at last.
    package func exchangeLate(_ text: String, after seconds: Int) async throws -> [UInt8] {
        let port = port
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try RawHTTP.blockingExchange(text, port, 20, pause: seconds) })
            }
        }
    }

    /// Sends texts one after another on one connection, `pause` seconds between them; gives what comes back until the server
    /// closes.
    package func exchange(_ texts: [String], pause: Double) async throws -> [UInt8] {
        let port = port
        let patience = patience
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try RawHTTP.blockingExchange(texts, port, patience, between: pause) })
            }
        }
    }

    private static func blockingExchange(
        _ text: String, _ port: Int, _ patience: Int, pause: Int = 0
    ) throws -> [UInt8] {
        try blockingExchange([text], port, patience, between: 0, pause: pause)
    }

    private static func blockingExchange(
        _ texts: [String], _ port: Int, _ patience: Int, between: Double, pause: Int = 0
    ) throws -> [UInt8] {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard handle >= 0 else { throw Failure.connection }
        defer { close(handle) }
        var limit = [patience, 0]
        setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(handle, $0, size) }
        }
        guard result == 0 else { throw Failure.connection }
        for text in texts {
            let octets = Array(text.utf8)
            _ = send(handle, octets, octets.count, Int32(MSG_NOSIGNAL))
            usleep(UInt32(between * 1_000_000))
        }
        sleep(UInt32(pause))
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = recv(handle, &buffer, buffer.count, 0), count > 0 {
            answer.append(contentsOf: buffer[..<count])
        }
        return answer
    }

    private static func parse(_ octets: [UInt8]) throws -> Answer {
        let end = Array("\r\n\r\n".utf8)
        guard let place = octets.indices.first(where: { octets[$0...].starts(with: end) }) else {
            throw Failure.noAnswer(String(decoding: octets.prefix(200), as: UTF8.self))
        }
        let lines = String(decoding: octets[..<place], as: UTF8.self).components(separatedBy: "\r\n")
        let status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].lowercased()
            headers[name] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return Answer(status: status, headers: headers, body: Array(octets[(place + 4)...]))
    }
}
