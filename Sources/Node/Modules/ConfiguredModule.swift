/// A module that a configuration describes.
protocol ConfiguredModule: NodeModule {
    /// Its sections of the configuration, in the order of the documentation.
    static var sections: [SectionDeclaration] { get }

    /// - Throws: where a folder, a file or an address that it needs cannot be used: then the node does not start.
    init(_ context: ModuleContext) async throws
}

extension ConfiguredModule {
    static var sections: [SectionDeclaration] { [] }
}
