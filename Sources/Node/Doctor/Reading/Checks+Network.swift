internal import ConfigurationKeys
internal import Fetching
internal import FoundationEssentials
internal import RPKIObjects
internal import RPKIRepository

extension NameCheck {
    /// Looks all names up simultaneously, within `limit`.
    init(asking loaded: LoadedConfiguration<NodeConfiguration>, within limit: Duration) async {
        let names = NameCheck.names(loaded)
        lookups = await withTaskGroup(of: Lookup.self) { group in
            for (host, key) in names {
                group.addTask {
                    do throws(HostLookup.Failure) {
                        _ = try await HostLookup.system.addresses(host, limit)
                        return Lookup(host: host, key: key, failure: nil)
                    } catch {
                        return Lookup(host: host, key: key, failure: "\(error)")
                    }
                }
            }
            var lookups: [Lookup] = []
            for await lookup in group { lookups.append(lookup) }
            return lookups.sorted { $0.host < $1.host }
        }
    }

    /// Hosts that are looked up, by host, each with a key that leads to it.
    private static func names(_ loaded: LoadedConfiguration<NodeConfiguration>) -> [String: String] {
        let (rpki, watch) = (loaded.configuration.rpki, loaded.configuration.watch)
        var names: [String: String] = [:]
        for uri in loaded.inputs.rpki.locators.flatMap(\.uris) {
            let isHTTPS = uri.hasPrefix("https:")
            // A proxy looks the names up itself.
            guard isHTTPS ? rpki.rrdp && rpki.proxy == nil : rpki.rsync else { continue }
            if let host = URL(string: uri)?.host()?.lowercased(), rpki.resolve[host] == nil {
                names[host] = "rpki.tals"
            }
        }
        if watch.isEnabled, watch.ris.enabled, let host = URL(string: watch.ris.url)?.host() {
            names[host.lowercased()] = "watch.ris.url"
        }
        for url in watch.webhook.urls {
            if let host = URL(string: url)?.host() { names[host.lowercased()] = "watch.webhook.urls" }
        }
        return names
    }
}

extension SourceCheck {
    /// The most octets of a certificate that are read.
    private static let certificateOctets = 1 << 20

    /// Fetches the certificate of each trust anchor as the node does, simultaneously and within `limit`, and lets go of it.
    init(asking loaded: LoadedConfiguration<NodeConfiguration>, within limit: Duration) async {
        let rpki = loaded.configuration.rpki
        var options = loaded.synchronisation(NodeSupplies()).https
        let seconds = max(1, limit.wholeSeconds)
        options.limits.connectSeconds = min(options.limits.connectSeconds, seconds)
        options.limits.idleSeconds = min(options.limits.idleSeconds, seconds)
        options.limits.totalSeconds = seconds
        let uris = loaded.inputs.rpki.locators.flatMap { locator in
            locator.uris.filter { $0.hasPrefix("https:") && rpki.rrdp }.map { (locator.name, $0) }
        }
        let fetcher: HTTPSFetcher
        do throws(FetchError) {
            fetcher = try HTTPSFetcher(options: options)
        } catch {
            sources = uris.map { Source(name: $0, uri: $1, failure: "\(error.detail)") }
            return
        }
        sources = await withTaskGroup(of: Source.self) { group in
            for (name, uri) in uris {
                group.addTask {
                    Source(name: name, uri: uri, failure: await SourceCheck.failure(of: uri, with: fetcher))
                }
            }
            var sources: [Source] = []
            for await source in group { sources.append(source) }
            return sources.sorted { $0.uri < $1.uri }
        }
        await fetcher.shutdown()
    }

    private static func failure(of uri: String, with fetcher: HTTPSFetcher) async -> String? {
        guard let place = HTTPSURI(uri) else { return "not an https URI" }
        do throws(FetchError) {
            guard case .body(let body) = try await fetcher.get(place, limit: certificateOctets) else { return nil }
            while try await body.next() != nil {}
            return nil
        } catch {
            return error.detail
        }
    }
}
