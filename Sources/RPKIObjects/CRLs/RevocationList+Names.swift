extension RevocationList {
    /// The issuer with all its attributes, as RFC 4514 writes names.
    public var issuerText: String { bytes.span.nameText(issuerName) }
}
