internal import Foundation
public import NumberResources

extension RepositoryPlan {
    /// Adds a ROA; its end-entity certificate holds just its prefixes unless `resources` says otherwise.
    @discardableResult
    public mutating func addROA(
        in authority: AuthorityID, asn: ASN, _ prefixes: [ROAPrefix], name: String? = nil,
        resources: Resources? = nil, edit: SignedObjectEdit? = nil
    ) -> ObjectID {
        addSigned(
            .roa(ROAPlan(asn: asn, prefixes)), resources: resources ?? Resources(prefixes.map(\.prefix)),
            in: authority, name: name, stem: "as\(asn.rawValue)", edit)
    }

    /// Adds an ASPA; its end-entity certificate holds just the customer.
    @discardableResult
    public mutating func addASPA(
        in authority: AuthorityID, customer: ASN, providers: [ASN], name: String? = nil, resources: Resources? = nil,
        edit: SignedObjectEdit? = nil
    ) -> ObjectID {
        addSigned(
            .aspa(ASPAPlan(customer: customer, providers: providers)), resources: resources ?? Resources(customer),
            in: authority, name: name, stem: "as\(customer.rawValue)", edit)
    }

    /// Adds a signed prefix list; its end-entity certificate holds just the AS.
    @discardableResult
    public mutating func addPrefixList(
        in authority: AuthorityID, asn: ASN, _ prefixes: [ROAPrefix], name: String? = nil,
        edit: SignedObjectEdit? = nil
    ) -> ObjectID {
        addSigned(
            .prefixList(PrefixListPlan(asn: asn, prefixes.map(\.prefix))), resources: Resources(asn), in: authority,
            name: name, stem: "as\(asn.rawValue)", edit)
    }

    /// Adds a Ghostbusters record, which inherits its resources.
    @discardableResult
    public mutating func addGhostbusters(
        in authority: AuthorityID, _ card: GhostbustersPlan, name: String? = nil, edit: SignedObjectEdit? = nil
    ) -> ObjectID {
        addSigned(
            .ghostbusters(card), resources: self[authority].inherited, in: authority, name: name, stem: "contact", edit)
    }

    /// Adds the trust anchor's key object, with `successor` the key that it is to have next.
    @discardableResult
    public mutating func addTrustAnchorKey(
        _ plan: TrustAnchorKeyPlan, name: String? = nil, edit: SignedObjectEdit? = nil
    ) -> ObjectID {
        addSigned(
            .trustAnchorKey(plan), resources: self[trustAnchor].inherited, in: trustAnchor, name: name,
            stem: self.name, edit)
    }

    /// Adds a signed checklist. It is not part of the repository unless `isPublished`: RFC 9323 distributes it by other
    /// means. ``TestRepository/detached`` has it.
    @discardableResult
    public mutating func addChecklist(
        in authority: AuthorityID, resources: Resources, _ entries: [ChecklistPlan.Entry], name: String? = nil,
        isPublished: Bool = false, edit: SignedObjectEdit? = nil
    ) -> ObjectID {
        let id = addSigned(
            .checklist(ChecklistPlan(resources: resources, entries)), resources: resources, in: authority, name: name,
            stem: "checklist", edit)
        self[id].isListed = isPublished
        self[id].isPublished = isPublished
        return id
    }

    /// Adds a signed object of any content.
    @discardableResult
    public mutating func addSignedObject(
        in authority: AuthorityID, _ content: SignedContent, resources: Resources, name: String? = nil,
        edit: SignedObjectEdit? = nil
    ) -> ObjectID {
        addSigned(content, resources: resources, in: authority, name: name, stem: "object", edit)
    }

    /// Adds the certificate of a BGPsec router.
    @discardableResult
    public mutating func addRouterKey(
        in authority: AuthorityID, asns: [ASN], key: RouterSigningKey, name: String? = nil, edit: CertificateEdit? = nil
    ) -> ObjectID {
        let stem = "router-as\(asns.first?.rawValue ?? 0)"
        let id = add(.router(asns, key), name: name, stem: stem, "cer", in: authority)
        if let edit { breakCertificate(id, edit) }
        return id
    }

    /// Adds a file of any octets.
    @discardableResult
    public mutating func addFile(in authority: AuthorityID, name: String, _ octets: [UInt8]) -> ObjectID {
        add(.octets(octets), name: name, stem: "", "", in: authority)
    }

    private mutating func addSigned(
        _ content: SignedContent, resources: Resources, in authority: AuthorityID, name: String?, stem: String,
        _ edit: SignedObjectEdit?
    ) -> ObjectID {
        let id = add(.signed(content, resources), name: name, stem: stem, content.fileExtension, in: authority)
        if let edit { breakObject(id, edit) }
        return id
    }
}
