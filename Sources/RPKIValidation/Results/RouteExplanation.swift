public import NumberResources
public import ValidatedPayloads

/// The explanation of a route's state: the VRPs that cover it, their objects, and the CAs above those.
public struct RouteExplanation: Sendable {
    /// A VRP that covers the route's prefix.
    public struct Covering: Sendable {
        /// The relation of the VRP to the route.
        public enum Relation: String, Hashable, Sendable {
            case matched
            /// Of another AS.
            case otherAS = "other-as"
            /// Of the route's AS, and the route's prefix is longer than the VRP allows.
            case tooLong = "too-long"
        }

        public let vrp: VRP
        public let relation: Relation
        public let objects: [Object]
    }

    /// An object, or an assertion of the operator, that gave a VRP.
    public struct Object: Sendable {
        public let source: PayloadSource
        /// The CA that issued the object first, the trust anchor last; empty for an assertion.
        public let chain: [ValidationRun.Authority]
    }

    public let prefix: IPPrefix
    public let origin: ASN
    public let state: RouteOriginState
    /// Those that match first, then those of other ASes, then those of the AS that are too short.
    public let covering: [Covering]
}

extension ValidationRun {
    /// Explains the route to `prefix` from `origin` (RFC 6811 section 2).
    ///
    /// - Parameter payloads: what to judge by: the run's own, or those after the operator's exceptions.
    public func explanation(of prefix: IPPrefix, origin: ASN, by payloads: PayloadSet? = nil) -> RouteExplanation {
        let payloads = payloads ?? self.payloads
        let validity = OriginValidation(payloads.vrps).validity(of: prefix, origin: origin)
        let groups: [(RouteExplanation.Covering.Relation, [VRP])] = [
            (.matched, validity.matched), (.otherAS, validity.unmatchedAS), (.tooLong, validity.unmatchedLength),
        ]
        let covering = groups.flatMap { relation, vrps in
            vrps.map { vrp in
                RouteExplanation.Covering(
                    vrp: vrp, relation: relation,
                    objects: (payloads.sources(of: vrp).map { Array($0) } ?? []).map { source in
                        RouteExplanation.Object(source: source, chain: chain(of: source))
                    })
            }
        }
        return RouteExplanation(prefix: prefix, origin: origin, state: validity.state, covering: covering)
    }

    private func chain(of source: PayloadSource) -> [Authority] {
        guard case .object(let object) = source, var place = object.uri.flatMap({ issuers[$0] }) else { return [] }
        var chain = [authorities[place]]
        while let parent = authorities[place].parent {
            chain.append(authorities[parent])
            place = parent
        }
        return chain
    }
}
