extension NodeConfiguration {
    /// Every section, in the order of the documentation.
    static let sections: [SectionDeclaration] = [
        .init(\.log), .init(\.backup), .init(\.rpki), .init(\.rtr), .init(\.http), .init(\.metrics), .init(\.watch),
    ]
}
