package import Access

/// Who reads a page, and what they may do.
package struct Reader: Sendable {
    package let visitor: Visitor

    package init(_ visitor: Visitor) {
        self.visitor = visitor
    }

    /// What a form has to give back, so that it is known to come from a page of ours; `nil` for who has not logged in.
    package var formToken: String? { visitor.session?.formToken }

    /// By the grants that the door found.
    package func may(_ question: AccessQuestion) -> Bool {
        visitor.may(question.verb, question.resource, marked: question.label)
    }

    /// The name of the account; `nil` for who has none.
    package var account: String? {
        if case .user(let name) = visitor.principal { name } else { nil }
    }

    /// The name that notes are signed with.
    package var signature: String { account ?? "\(visitor.principal)" }

    /// The account, for the frame.
    package var view: View? { account.map { ["name": .text($0)] } }
}
