internal import Fetching
internal import NIOCore
internal import NumberResources
internal import ValidatedPayloads

/// A payload file on the web, asked for only where it has changed (RFC 9110 section 13).
///
/// The host of the address is the operator's and may be anywhere; a redirect leads to no host inside.
struct WebFile: Sendable {
    /// Seconds for all of a file.
    private static let timeout = 120

    let address: String
    private let limits: PayloadReader.Limits
    private let options: HTTPSOptions
    private var validators = HTTPSValidators()

    /// - Parameters:
    ///   - limits: what is too much of a file.
    ///   - allowed: prefixes inside that redirects may lead to.
    init(_ address: String, limits: PayloadReader.Limits = PayloadReader.Limits(), allowed: [IPPrefix] = []) {
        self.address = address
        self.limits = limits
        var options = HTTPSOptions()
        options.allowsPlain = true
        options.followsAnywhere = true
        options.trustSetting = nil
        options.limits.totalSeconds = WebFile.timeout
        options.limits.minimumRate = 0
        options.policy = AddressPolicy(
            hosts: HTTPSURI(address, allowsPlain: true).map { [$0.host] } ?? [], prefixes: allowed)
        self.options = options
    }

    mutating func look(isForced: Bool) async -> PayloadFeed.Look {
        guard let uri = HTTPSURI(address, allowsPlain: true) else {
            return .failed("\(address): not a URL, http://HOST[:PORT]/… or https://HOST[:PORT]/…")
        }
        let fetcher: HTTPSFetcher
        do {
            fetcher = try HTTPSFetcher(options: options)
        } catch {
            return .failed("\(error)")
        }
        let look = await read(uri, isForced: isForced, with: fetcher)
        await fetcher.shutdown()
        return look
    }

    private mutating func read(_ uri: HTTPSURI, isForced: Bool, with fetcher: HTTPSFetcher) async -> PayloadFeed.Look {
        let reader = PayloadReader(limits: limits)
        do {
            let answer = try await fetcher.get(
                uri, validators: isForced ? HTTPSValidators() : validators, limit: reader.limits.size)
            guard case .body(let body) = answer else { return .unchanged }
            var parts: [ByteBuffer] = []
            while let part = try await body.next() { parts.append(part) }
            var rest = parts[...]
            parts = []
            let document = try reader.read { rest.popFirst().map { Array($0.readableBytesView) } }
            validators = body.validators
            return .read(document)
        } catch let error as FetchError {
            return .failed("\(error)")
        } catch {
            return .failed("\(address): \(error)")
        }
    }
}
