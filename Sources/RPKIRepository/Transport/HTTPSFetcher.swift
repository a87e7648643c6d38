internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// Fetches over HTTPS, as RRDP and trust anchor locators need it.
///
/// A bad certificate fails the fetch, unlike in RFC 8182 section 4.3. Redirects are followed within the origin only (RFC
/// 9674 section 3). HTTP/1.1 only: the windows of HTTP/2 would slow large files down.
public final class HTTPSFetcher: Sendable {
    private let client: HTTPClient
    private let options: HTTPSOptions

    /// A fetcher, to be ended with ``shutdown()``.
    ///
    /// - Throws: ``FetchError`` with code ``FetchError/Code/options``.
    public init(options: HTTPSOptions = HTTPSOptions()) throws(FetchError) {
        self.options = options
        client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: try HTTPSFetcher.configuration(options))
    }

    /// Closes all connections; fetches under way fail.
    public func shutdown() async {
        try? await client.shutdown()
    }

    /// Asks for what is at `uri`.
    ///
    /// - Parameters:
    ///   - validators: what came with the version that is there; the answer can then be that it is still the present one.
    ///   - limit: octets that the body may have.
    ///   - start: when the work began that this fetch is a part of; its time is what is left of the whole.
    /// - Throws: ``FetchError``. Cancelling the task ends the fetch.
    public func get(
        _ uri: HTTPSURI, validators: HTTPSValidators = HTTPSValidators(), limit: Int,
        since start: ContinuousClock.Instant = .now
    ) async throws(FetchError) -> HTTPSAnswer {
        guard uri.origin.scheme == "https" || options.allowsPlain else {
            throw FetchError(.uri, uri.description, "only https is fetched")
        }
        let left = Double(options.limits.totalSeconds) - start.duration(to: .now) / .seconds(1)
        // A head that drips is not worth the time that a body may take.
        let head = min(left, Double(options.limits.connectSeconds + options.limits.idleSeconds))
        guard head > 0 else {
            throw FetchError(.timeout, uri.description, "not done after \(options.limits.totalSeconds) s")
        }
        let deadline = NIODeadline.now() + .milliseconds(Int64(head * 1_000))
        var target = uri
        for _ in 0...options.limits.redirects {
            let response: HTTPClientResponse
            do {
                response = try await client.execute(request(target, validators), deadline: deadline)
            } catch {
                throw FetchError(error, fetching: target)
            }
            switch response.status.code {
            case 200:
                return .body(try HTTPSBody(response, uri: target, limit: limit, limits: options.limits, start: start))
            case 304 where !validators.isEmpty:
                return .notModified
            case 301, 302, 303, 307, 308:
                target = try HTTPSFetcher.redirect(response, from: target)
            case let status:
                throw FetchError(.status(Int(status)), target.description, "the server answers \(response.status)")
            }
        }
        throw FetchError(.redirect, uri.description, "more than \(options.limits.redirects) redirects")
    }

    private func request(_ uri: HTTPSURI, _ validators: HTTPSValidators) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: uri.description)
        request.headers.add(name: "User-Agent", value: options.userAgent)
        request.headers.add(name: "Accept-Encoding", value: options.acceptsCompression ? "gzip" : "identity")
        if let etag = validators.etag { request.headers.add(name: "If-None-Match", value: etag) }
        if let time = validators.lastModified { request.headers.add(name: "If-Modified-Since", value: time) }
        return request
    }

    /// RFC 9674 section 3: no redirect leads to another origin.
    private static func redirect(
        _ response: HTTPClientResponse, from uri: HTTPSURI
    ) throws(FetchError) -> HTTPSURI {
        guard let location = response.headers.first(name: "Location"), let target = uri.resolving(location) else {
            throw FetchError(.redirect, uri.description, "a redirect to no https URI")
        }
        guard target.origin == uri.origin else {
            throw FetchError(.redirect, uri.description, "redirect to another origin, \(target.origin)")
        }
        return target
    }
}

extension HTTPSFetcher {
    private static func configuration(_ options: HTTPSOptions) throws(FetchError) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        for file in options.trustFiles {
            do {
                tls.additionalTrustRoots.append(.certificates(try NIOSSLCertificate.fromPEMFile(file)))
            } catch {
                throw FetchError(.options, file, "no PEM file of certificates: \(error)")
            }
        }
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = .seconds(Int64(options.limits.connectSeconds))
        configuration.timeout.read = .seconds(Int64(options.limits.idleSeconds))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = options.limits.connectionsPerHost
        // Whoever fetches decides when to try again.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.dnsOverride = Dictionary(options.addresses.map { ($0.key.lowercased(), $0.value) }) { $1 }
        configuration.proxy = options.proxy.map { .server(host: $0.host, port: $0.port) }
        // A socket bound to the one protocol's "any" cannot connect with the other.
        switch options.family {
        case .any: configuration.localAddress = options.sourceAddress
        case .ipv4: configuration.localAddress = options.sourceAddress ?? "0.0.0.0"
        case .ipv6: configuration.localAddress = options.sourceAddress ?? "::"
        }
        return configuration
    }
}
