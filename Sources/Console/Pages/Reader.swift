package import Access

/// Who reads a page, and what they may do.
package struct Reader: Sendable {
    package let principal: Principal
    /// The name of the account; `nil` for who has none.
    package let account: String?
    /// What a form has to give back, so that it is known to come from a page of ours.
    package let formToken: String?
    /// What they may do, by the grants that the door found.
    private let isAllowed: @Sendable (AccessQuestion) -> Bool

    package init(
        _ principal: Principal, account: String? = nil, formToken: String? = nil,
        may isAllowed: @escaping @Sendable (AccessQuestion) -> Bool
    ) {
        self.principal = principal
        self.account = account
        self.formToken = formToken
        self.isAllowed = isAllowed
    }

    package func may(_ question: AccessQuestion) -> Bool { isAllowed(question) }

    /// The name that notes are signed with.
    package var signature: String { account ?? "\(principal)" }

    /// The account, for the frame.
    package var view: View? { account.map { ["name": .text($0)] } }
}
