internal import ConfigurationKeys
internal import Delivery
internal import Fetching
internal import NIOCore
internal import NIOPosix

/// A syslog server: over UDP (RFC 5426), TCP with octet counting (RFC 6587 section 3.4.1), or the socket of this machine.
struct SyslogSink: AlertSink {
    let target: RoutesSection.Syslog.Target
    let facility: RoutesSection.Syslog.Facility
    let host: String
    let process: Int32
    let timeout: Duration
    let group: any EventLoopGroup

    var name: String { "syslog:\(target)" }

    /// The octets of a message: RFC 5426 section 3.2 has receivers take 2,048 in a datagram.
    private var limit: Int {
        if case .tcp = target { return 8192 }
        return 2048
    }

    func deliver(_ messages: [Message]) async throws(SinkFailure) {
        let message = SyslogMessage(messages, facility: facility, host: host, process: process, limit: limit).octets
        do {
            switch target {
            case .udp(let address): try await send(message, toDatagram: address)
            case .tcp(let address): try await send(Array("\(message.count) ".utf8) + message, toStream: address)
            case .socket(let path): try await send(message, toSocket: path)
            }
        } catch {
            throw .temporary("\(target): \(FetchError.reason(error))")
        }
    }

    private func send(_ octets: [UInt8], toDatagram address: ListenAddress) async throws {
        let channel = try await DatagramBootstrap(group: group).connect(host: address.host, port: address.port).get()
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
    private func send(_ octets: [UInt8], toStream address: ListenAddress) async throws {
        let channel = try await ClientBootstrap(group: group)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connectTimeout(.nanoseconds(Int64(timeout / .nanoseconds(1))))
            .connect(host: address.host, port: address.port).get()
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
        // The server has the message even if it does not close the connection: sending it repeatedly would be worse.
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
