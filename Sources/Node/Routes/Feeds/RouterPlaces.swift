internal import NumberResources
internal import Synchronization

/// The routers that are connected by BMP, each with a name of its own, within limits for all and for one address.
///
/// A connection that has said nothing of a neighbour for a while gives up its place when it is wanted.
final class RouterPlaces: Sendable {
    enum Refusal: String, Error {
        case connectionLimit = "connection-limit"
        case addressLimit = "address-limit"
    }

    private struct Place {
        let source: IPPrefix?
        let since: ContinuousClock.Instant
        let close: @Sendable () -> Void
        /// Whether it has said something of a neighbour.
        var isUseful = false
        /// Whether it has been closed, so that it counts no more.
        var isLeaving = false
    }

    private let most: Int
    private let mostOfOne: Int
    private let patience: Duration
    private let places = Mutex<[String: Place]>([:])

    /// - Parameter patience: How long a connection that is of no use keeps its place in any case.
    init(most: Int, mostOfOne: Int, patience: Duration) {
        self.most = most
        self.mostOfOne = mostOfOne
        self.patience = patience
    }

    /// A name for a connection from `address`: that of the address, or the same with a number where another has it.
    ///
    /// - Parameter close: Ends the connection, when another one gets its place.
    func take(_ address: String, close: @escaping @Sendable () -> Void) throws(Refusal) -> String {
        let source = RouterPlaces.source(address)
        let result = places.withLock { places -> Result<(String, (@Sendable () -> Void)?), Refusal> in
            let present = places.filter { !$0.value.isLeaving }
            let ofOne = present.filter { $0.value.source == source }
            var evicted: String?
            if ofOne.count >= mostOfOne {
                evicted = useless(ofOne)
                if evicted == nil { return .failure(.addressLimit) }
            } else if present.count >= most {
                evicted = useless(present)
                if evicted == nil { return .failure(.connectionLimit) }
            }
            if let evicted { places[evicted]?.isLeaving = true }
            let base = RouterPlaces.name(of: address)
            var free = base
            var number = 2
            while places[free] != nil {
                free = "\(base)#\(number)"
                number += 1
            }
            places[free] = Place(source: source, since: .now, close: close)
            return .success((free, evicted.flatMap { places[$0]?.close }))
        }
        let (name, closeEvicted) = try result.get()
        closeEvicted?()
        return name
    }

    /// The connection has said something of a neighbour: it keeps its place.
    func isUseful(_ name: String) {
        places.withLock { $0[name]?.isUseful = true }
    }

    /// - Returns: Whether another connection from `address` is there.
    func release(_ name: String, of address: String) -> Bool {
        let base = RouterPlaces.name(of: address)
        return places.withLock { places in
            places[name] = nil
            return places.keys.contains { $0 == base || $0.hasPrefix(base + "#") }
        }
    }

    /// The name of a feed from an address.
    static func name(of address: String) -> String { "bmp:\(address)" }

    /// The connection that has been of no use for the longest time, where that is long enough.
    private func useless(_ places: [String: Place]) -> String? {
        places.filter { !$0.value.isUseful && $0.value.since.duration(to: .now) >= patience }
            .min { $0.value.since < $1.value.since }?.key
    }

    /// What counts as one address: of IPv6 a /64, which one host has to itself.
    private static func source(_ text: String) -> IPPrefix? {
        IPAddress(text).map { IPPrefix(truncating: $0, length: $0.family == .ipv4 ? 32 : 64) }
    }
}
