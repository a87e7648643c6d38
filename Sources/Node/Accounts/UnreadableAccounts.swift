internal import Access

/// Accounts that cannot be read: there may be some, so that no one gets in without another proof.
struct UnreadableAccounts: SessionAuthority {
    var isInUse: Bool { true }

    func session(of secret: Secret) -> OpenSession? { nil }

    func noteUse(of session: OpenSession) {}
}
