/// The attestation of an AS about another one by its ASPA: the outcome of the provider authorization function
/// (draft-ietf-sidrops-aspa-verification-28 section 5.3).
public enum HopAuthorization: String, Hashable, Sendable, CaseIterable {
    /// The AS has no ASPA.
    case noAttestation = "no-attestation"
    /// Its ASPA names the other one: a provider, or a route server that shows in paths.
    case provider
    /// Its ASPA does not name the other one.
    case notProvider = "not-provider"
}
