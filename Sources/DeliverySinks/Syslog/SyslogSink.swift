public import Delivery
internal import Fetching
internal import NIOCore
internal import NIOPosix

/// A syslog server: over UDP (RFC 5426), TCP with octet counting (RFC 6587 section 3.4.1), or the socket of this machine.
public struct SyslogSink: MessageSink {
    private let server: SyslogServer
    private let facility: SyslogFacility
    private let host: String
    private let process: Int32
    private let timeout: Duration
    private let group: any EventLoopGroup

    /// - Parameters:
    ///   - host: The name of this machine.
    ///   - process: The number of this process.
    ///   - timeout: For a connection and for what is sent over it.
    public init(server: SyslogServer, facility: SyslogFacility, host: String, process: Int32, timeout: Duration) {
        self.server = server
        self.facility = facility
        self.host = host
        self.process = process
        self.timeout = timeout
        group = .singletonMultiThreadedEventLoopGroup
    }

    public var name: String { "syslog:\(server)" }

    /// The octets of a message: RFC 5426 section 3.2 has receivers take 2,048 in a datagram.
    private var limit: Int {
        if case .tcp = server { return 8192 }
        return 2048
    }

    public func deliver(_ messages: [Message]) async throws(SinkFailure) {
        let message = SyslogMessage(messages, facility: facility, host: host, process: process, limit: limit).octets
        do {
            switch server {
            case .udp(let host, let port): try await send(message, toDatagram: host, port)
            case .tcp(let host, let port):
                try await send(Array("\(message.count) ".utf8) + message, toStream: host, port)
            case .socket(let path): try await send(message, toSocket: path)
            }
        } catch {
            throw .temporary("\(server): \(FetchError.reason(error))")
        }
    }

    private func send(_ octets: [UInt8], toDatagram host: String, _ port: Int) async throws {
        let channel = try await DatagramBootstrap(group: group).connect(host: host, port: port).get()
        try await finish(channel, octets)
    }

    private func send(_ octets: [UInt8], toSocket path: String) async throws {
        let channel: any Channel
        do {
            channel = try await DatagramBootstrap(group: group).connect(unixDomainSocketPath: path).get()
        } catch {
            // Some servers listen for streams there.
            channel = try await ClientBootstrap(group: group).connect(unixDomainSocketPath: path).get()
            return try await finish(channel, octets + [0])
        }
        try await finish(channel, octets)
    }

    /// The connection is ended by us and then by the server, which has read everything by then: syslog has no answer.
    private func send(_ octets: [UInt8], toStream host: String, _ port: Int) async throws {
        let channel = try await ClientBootstrap(group: group)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connectTimeout(.nanoseconds(Int64(timeout / .nanoseconds(1))))
            .connect(host: host, port: port).get()
        let patience = channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(timeout / .nanoseconds(1)))) {
            channel.close(promise: nil)
        }
        defer { patience.cancel() }
        do {
            try await channel.writeAndFlush(ByteBuffer(bytes: octets))
            try await channel.close(mode: .output)
        } catch {
            channel.close(promise: nil)
            throw error
        }
        // A server that does not end it has the message all the same: to send it again and again would be worse.
        let linger = channel.eventLoop.scheduleTask(in: .milliseconds(500)) { channel.close(promise: nil) }
        try await channel.closeFuture.get()
        linger.cancel()
    }

    private func finish(_ channel: any Channel, _ octets: [UInt8]) async throws {
        // The channel would wait without end for a receiver whose queue is full.
        let patience = channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(timeout / .nanoseconds(1)))) {
            channel.close(promise: nil)
        }
        defer { patience.cancel() }
        do {
            try await channel.writeAndFlush(ByteBuffer(bytes: octets))
        } catch {
            channel.close(promise: nil)
            throw error
        }
        try await channel.close()
    }
}
