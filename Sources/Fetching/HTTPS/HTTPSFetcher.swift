internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NumberResources

/// Fetches over HTTPS, as RRDP and trust anchor locators need it.
///
/// A bad certificate fails the fetch, unlike in RFC 8182 section 4.3. Redirects are followed within the origin only
/// (RFC 9674 section 3), unless the options say otherwise. HTTP/1.1 only: the windows of HTTP/2 would slow large files
/// down.
///
/// Each host is looked up here, its address is checked, and that address is connected to, also after each redirect.
public final class HTTPSFetcher: Sendable {
    private let clients: HTTPSClients
    private let destination: Destination
    private let options: HTTPSOptions

    /// A fetcher, to be ended with ``shutdown()``.
    ///
    /// - Throws: ``FetchError`` with code ``FetchError/Code/options``.
    public init(options: HTTPSOptions = HTTPSOptions(), lookup: HostLookup = .system) throws(FetchError) {
        self.options = options
        clients = try HTTPSClients(options)
        destination = Destination(
            policy: options.policy, overrides: options.addresses, family: options.family,
            source: options.sourceAddress, lookup: lookup)
    }

    /// Closes all connections; fetches under way fail.
    public func shutdown() async {
        await clients.shutdown()
    }

    /// Asks for what is at `uri`.
    ///
    /// - Parameters:
    ///   - validators: what came with the version that is there; the answer can then be that it is still the present
    ///     one.
    ///   - limit: octets that the body may have.
    ///   - start: when the work began that this fetch is a part of; its time is what is left of the whole.
    /// - Throws: ``FetchError``. Cancelling the task ends the fetch.
    public func get(
        _ uri: HTTPSURI, validators: HTTPSValidators = HTTPSValidators(), limit: Int,
        since start: ContinuousClock.Instant = .now
    ) async throws(FetchError) -> HTTPSAnswer {
        guard uri.origin.scheme == "https" || options.allowsPlain else {
            throw FetchError(.uri, uri.description, "not an https URI")
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
            let (lease, response) = try await ask(target, validators, deadline)
            switch response.status.code {
            case 200:
                return .body(
                    try HTTPSBody(
                        response, uri: target, limit: limit, limits: options.limits, start: start, client: lease))
            case 304 where !validators.isEmpty:
                return .notModified
            case 301, 302, 303, 307, 308:
                target = try redirect(response, from: target)
            case let status:
                throw FetchError(.status(Int(status)), target.description, "the server answered \(response.status)")
            }
        }
        throw FetchError(.redirect, uri.description, "more than \(options.limits.redirects) redirects")
    }

    /// Asks the host of `uri` at an address that was checked.
    private func ask(
        _ uri: HTTPSURI, _ validators: HTTPSValidators, _ deadline: NIODeadline
    ) async throws(FetchError) -> (HTTPSClientLease, HTTPClientResponse) {
        let address: IPAddress?
        do {
            address = try await destination.address(
                of: uri.host, port: uri.origin.port, isProxied: options.proxy != nil,
                timeout: .seconds(options.limits.connectSeconds))
        } catch {
            throw FetchError(error, fetching: uri)
        }
        guard let lease = clients.lease(.init(host: uri.host, address: address)) else {
            throw FetchError(.cancelled, uri.description, "the fetcher was stopped")
        }
        do {
            return (lease, try await lease.client.execute(request(uri, validators), deadline: deadline))
        } catch {
            destination.forget(uri.host, port: uri.origin.port)
            let fault = await ServerIdentity(host: uri.host).explain(
                error, port: uri.origin.port, at: address, mayConnect: options.proxy == nil)
            if let fault {
                throw FetchError(.tls, uri.description, fault.description(authorities: options.trustSetting))
            }
            throw FetchError(error, fetching: uri, at: address)
        }
    }

    private func request(_ uri: HTTPSURI, _ validators: HTTPSValidators) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: uri.description)
        request.headers.add(name: "User-Agent", value: options.userAgent)
        request.headers.add(name: "Accept-Encoding", value: options.acceptsCompression ? "gzip" : "identity")
        if let etag = validators.etag { request.headers.add(name: "If-None-Match", value: etag) }
        if let time = validators.lastModified { request.headers.add(name: "If-Modified-Since", value: time) }
        return request
    }

    /// RFC 9674 section 3: no redirect leads to another origin. Where another may be, none leads from https to http.
    private func redirect(
        _ response: HTTPClientResponse, from uri: HTTPSURI
    ) throws(FetchError) -> HTTPSURI {
        guard let location = response.headers.first(name: "Location"), let target = uri.resolving(location) else {
            throw FetchError(.redirect, uri.description, "a redirect to a URI that is not https")
        }
        guard target.origin == uri.origin || options.followsAnywhere else {
            throw FetchError(.redirect, uri.description, "redirect to another origin, \(target.origin)")
        }
        return target
    }
}
