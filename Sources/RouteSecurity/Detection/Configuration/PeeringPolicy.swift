/// Whether an AS next to us that the configuration does not name can be a neighbour all the same.
public enum PeeringPolicy: String, Hashable, Sendable, CaseIterable, Codable {
    /// We exchange routes with any network that asks, as at an exchange point: such an AS is most likely a neighbour.
    case open
    /// All our neighbours are configured: such an AS is a fake.
    case closed
}
