package import Access

package import struct FoundationEssentials.Date

/// Something that needs someone, on the start page.
package struct StartItem: Sendable {
    /// How soon: the greatest first.
    package let urgency: Int
    package let what: String
    package let why: String
    package let since: Date
    package let state: (kind: StateKind, word: String)
    /// What to do next, in a few words.
    package let next: String
    package let href: String
    /// Who may see it.
    package let question: AccessQuestion

    package init(
        urgency: Int, what: String, why: String, since: Date, state: (kind: StateKind, word: String), next: String,
        href: String, question: AccessQuestion
    ) {
        self.urgency = urgency
        self.what = what
        self.why = why
        self.since = since
        self.state = state
        self.next = next
        self.href = href
        self.question = question
    }
}
