/// What the doctor looks at, and for how long.
public struct DoctorOptions: Hashable, Sendable {
    /// Whether servers are asked; otherwise nothing leaves the machine.
    public var usesNetwork = true
    /// Time limit for the answer of each server; all are asked simultaneously.
    public var networkTime = Duration.seconds(10)
    /// Time limit for looking at each database file.
    public var databaseTime = Duration.seconds(30)

    public init() {}
}
