internal import AsyncHTTPClient
internal import NIOCore
internal import NumberResources
internal import Synchronization

/// A client for each host and the address that was checked for it. Unused clients are closed when there are many.
final class HTTPSClients: Sendable {
    struct Key: Hashable, Sendable {
        let host: String
        /// `nil` to connect to the host as it is written.
        let address: IPAddress?
    }

    private struct Entry {
        let client: HTTPClient
        var users = 0
        var lastUse = ContinuousClock.now
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var isShutDown = false
    }

    private let configuration: HTTPClient.Configuration
    private let state = Mutex(State())

    /// Clients without users that are kept.
    private static let idle = 16

    init(_ options: HTTPSOptions) throws(FetchError) {
        configuration = try HTTPSClients.configuration(options)
    }

    /// The client of `key`, which stays open for as long as what this gives is held.
    ///
    /// - Returns: `nil` after ``shutdown()``.
    func lease(_ key: Key) -> HTTPSClientLease? {
        let client = state.withLock { state -> HTTPClient? in
            guard !state.isShutDown else { return nil }
            var entry = state.entries[key] ?? Entry(client: makeClient(for: key))
            entry.users += 1
            entry.lastUse = .now
            state.entries[key] = entry
            return entry.client
        }
        return client.map { client in HTTPSClientLease(client) { [weak self] in self?.release(key) } }
    }

    private func release(_ key: Key) {
        let surplus = state.withLock { state -> [HTTPClient] in
            state.entries[key]?.users -= 1
            let unused = state.entries.filter { $0.value.users <= 0 }.sorted { $0.value.lastUse < $1.value.lastUse }
            let old = unused.dropLast(HTTPSClients.idle)
            for (key, _) in old { state.entries[key] = nil }
            return old.map(\.value.client)
        }
        for client in surplus { Task { try? await client.shutdown() } }
    }

    /// Closes all connections; fetches under way fail.
    func shutdown() async {
        let clients = state.withLock { state in
            state.isShutDown = true
            defer { state.entries = [:] }
            return state.entries.values.map(\.client)
        }
        for client in clients { try? await client.shutdown() }
    }

    private func makeClient(for key: Key) -> HTTPClient {
        var configuration = configuration
        if let address = key.address { configuration.dnsOverride = [key.host: "\(address)"] }
        configuration.expect(key.host)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}

/// Keeps a client open.
final class HTTPSClientLease: Sendable {
    let client: HTTPClient
    private let release: @Sendable () -> Void

    init(_ client: HTTPClient, _ release: @escaping @Sendable () -> Void) {
        self.client = client
        self.release = release
    }

    deinit { release() }
}

extension HTTPSClients {
    private static func configuration(_ options: HTTPSOptions) throws(FetchError) -> HTTPClient.Configuration {
        let tls = try ClientTLS.configuration(trusting: options.trustFiles)
        if let source = options.sourceAddress, IPAddress(source) == nil {
            throw FetchError(.options, source, "not an IP address to connect from")
        }
        var configuration = HTTPClient.Configuration(tls: tls)
        configuration.timeout.connect = .seconds(Int64(options.limits.connectSeconds))
        configuration.timeout.read = .seconds(Int64(options.limits.idleSeconds))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = options.limits.connectionsPerHost
        configuration.proxy = options.proxy.map { proxy in
            guard let credentials = proxy.credentials else { return .server(host: proxy.host, port: proxy.port) }
            return .server(
                host: proxy.host, port: proxy.port,
                authorization: .basic(username: credentials.name, password: credentials.password))
        }
        // A socket bound to the one protocol's "any" cannot connect with the other.
        switch options.family {
        case .any: configuration.localAddress = options.sourceAddress
        case .ipv4: configuration.localAddress = options.sourceAddress ?? "0.0.0.0"
        case .ipv6: configuration.localAddress = options.sourceAddress ?? "::"
        }
        return configuration
    }
}
