import Fetching
import Testing

/// Fetches of tests.
enum TestFetch {
    /// A fetcher that is ended whatever happens.
    static func with(
        _ options: HTTPSOptions, lookup: HostLookup = .system, _ body: (HTTPSFetcher) async throws -> Void
    ) async throws {
        let fetcher = try HTTPSFetcher(options: options, lookup: lookup)
        do {
            try await body(fetcher)
        } catch {
            await fetcher.shutdown()
            throw error
        }
        await fetcher.shutdown()
    }

    /// Why a fetch fails; `nil` when it does not.
    static func failure(
        _ uri: String, _ options: HTTPSOptions, limit: Int = 1_000_000
    ) async -> FetchError.Code? {
        await error(uri, options, limit: limit)?.code
    }

    /// The same with its words.
    static func error(
        _ uri: String, _ options: HTTPSOptions, lookup: HostLookup = .system, limit: Int = 1_000_000
    ) async -> FetchError? {
        do {
            try await with(options, lookup: lookup) { _ = try await $0.whole(uri, limit: limit) }
            return nil
        } catch let error as FetchError {
            return error
        } catch {
            Issue.record(error)
            return nil
        }
    }
}

extension HTTPSFetcher {
    /// What is at a URI, whole.
    func whole(
        _ text: String, validators: HTTPSValidators = HTTPSValidators(), limit: Int
    ) async throws -> (body: HTTPSBody, octets: [UInt8]) {
        let uri = try #require(HTTPSURI(text, allowsPlain: true))
        guard case .body(let body) = try await get(uri, validators: validators, limit: limit) else {
            throw FetchError(.status(304), text, "not modified")
        }
        return (body, try await body.collect())
    }
}
