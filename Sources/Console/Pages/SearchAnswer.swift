package import Access
package import NumberResources

/// What is searched for.
package struct SearchQuestion: Sendable {
    package let text: String
    /// The prefix or address that the text is.
    package let prefix: IPPrefix?
    /// The AS that the text is.
    package let asn: ASN?

    package init(_ text: String) {
        self.text = text
        let isNumber = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let upper = text.uppercased()
        asn = upper.hasPrefix("AS") || isNumber ? ASN(upper.hasPrefix("AS") ? String(text.dropFirst(2)) : text) : nil
        if let exact = IPPrefix(text) {
            prefix = exact
        } else if let address = IPAddress(text) {
            prefix = IPPrefix(truncating: address, length: address.family.bitWidth)
        } else {
            prefix = SearchQuestion.enclosing(text)
        }
    }

    /// The prefix that a text with bits behind its length lies in: people ask about the address that they have.
    private static func enclosing(_ text: String) -> IPPrefix? {
        do throws(IPPrefix.TextError) {
            return try IPPrefix(parsing: text)
        } catch {
            if case .hostBits(let prefix) = error { return prefix }
            return nil
        }
    }
}

/// What one part of the node knows about it.
package struct SearchSection: Sendable {
    package struct Row: Sendable {
        package let what: String
        package let detail: String
        package let state: (kind: StateKind, word: String)?
        package let href: String?

        package init(
            _ what: String, detail: String = "", state: (kind: StateKind, word: String)? = nil, href: String? = nil
        ) {
            self.what = what
            self.detail = detail
            self.state = state
            self.href = href
        }
    }

    package let title: String
    /// Who may see it: a search shows no more than the pages do.
    package let access: AccessQuestion
    package let rows: [Row]
    /// How many there are, also where not all are listed.
    package let total: Int
    /// Where the one thing is that was asked for by its own name; it is opened then.
    package let exact: String?

    package init(
        _ title: String, for access: AccessQuestion, _ rows: [Row], total: Int? = nil, exact: String? = nil
    ) {
        self.title = title
        self.access = access
        self.rows = rows
        self.total = total ?? rows.count
        self.exact = exact
    }
}
