package import ValidatedPayloads

/// Local exceptions (SLURM) that are read again when they change.
package protocol LocalExceptions: Sendable {
    /// Reads them again if they changed, or if `isForced`. Gives whether there is something new.
    ///
    /// - Throws: When they cannot be used; what was read before stays.
    mutating func look(isForced: Bool) throws -> Bool

    func applied(to set: PayloadSet) -> PayloadSet
}
