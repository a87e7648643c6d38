extension NodeConfiguration {
    /// Every section, in the order of the documentation: how the node logs, and those of its modules.
    static let sections = [SectionDeclaration(\.log)] + NodeModules.all.flatMap { $0.sections }
}
