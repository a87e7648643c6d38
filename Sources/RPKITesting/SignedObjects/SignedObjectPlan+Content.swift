extension SignedObjectPlan {
    /// The content if it is a ROA. Setting it makes it one.
    public var roa: ROAPlan? {
        get { if case .roa(let plan) = content { plan } else { nil } }
        set { set(newValue.map(SignedContent.roa)) }
    }

    /// The content if it is a manifest. Setting it makes it one.
    public var manifest: ManifestPlan? {
        get { if case .manifest(let plan) = content { plan } else { nil } }
        set { set(newValue.map(SignedContent.manifest)) }
    }

    /// The content if it is an ASPA. Setting it makes it one.
    public var aspa: ASPAPlan? {
        get { if case .aspa(let plan) = content { plan } else { nil } }
        set { set(newValue.map(SignedContent.aspa)) }
    }

    /// The content if it is a Ghostbusters record. Setting it makes it one.
    public var ghostbusters: GhostbustersPlan? {
        get { if case .ghostbusters(let plan) = content { plan } else { nil } }
        set { set(newValue.map(SignedContent.ghostbusters)) }
    }

    /// The content if it is a signed checklist. Setting it makes it one.
    public var checklist: ChecklistPlan? {
        get { if case .checklist(let plan) = content { plan } else { nil } }
        set { set(newValue.map(SignedContent.checklist)) }
    }

    /// The content if it is a trust anchor key. Setting it makes it one.
    public var trustAnchorKey: TrustAnchorKeyPlan? {
        get { if case .trustAnchorKey(let plan) = content { plan } else { nil } }
        set { set(newValue.map(SignedContent.trustAnchorKey)) }
    }

    /// The content if it is a signed prefix list. Setting it makes it one.
    public var prefixList: PrefixListPlan? {
        get { if case .prefixList(let plan) = content { plan } else { nil } }
        set { set(newValue.map(SignedContent.prefixList)) }
    }

    private mutating func set(_ content: SignedContent?) {
        if let content { self.content = content }
    }
}
