/// Where decisions are recorded. What was appended is neither changed nor removed.
public protocol AccessLog: Sendable {
    /// Adds a record after all others.
    func append(_ record: AccessRecord)
}
