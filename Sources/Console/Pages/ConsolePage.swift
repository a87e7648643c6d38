package import Access
package import HTTPService

/// A page of the console: where it is, who may read it, what it shows.
package struct ConsolePage: Sendable {
    package typealias Handler = @Sendable (PageRequest) async throws -> PageAnswer

    /// A form that may be sent to it.
    package struct Form: Sendable {
        /// `nil` for everyone.
        package let question: AccessQuestion?
        package let check: HTTPRoute.Form.Check
        package let handler: Handler

        package init(
            for question: AccessQuestion?, check: HTTPRoute.Form.Check = .session, _ handler: @escaping Handler
        ) {
            self.question = question
            self.check = check
            self.handler = handler
        }
    }

    /// Its place in the navigation.
    package struct Entry: Sendable {
        package let label: Sentence
        package let order: Int
        /// What waits there; `nil` for nothing.
        package let count: @Sendable () -> Int?

        package init(_ label: Sentence, order: Int, count: @escaping @Sendable () -> Int? = { nil }) {
            self.label = label
            self.order = order
            self.count = count
        }
    }

    package let path: String
    /// Whether requests have more after the path.
    package let hasTail: Bool
    package let template: PageTemplate
    /// `nil` for everyone.
    package let question: AccessQuestion?
    package let entry: Entry?
    /// The path of the same data for programs, and who may read it.
    package let data: (path: String, question: AccessQuestion?)?
    /// The topic of changes that its reader is notified of: `alerts`, `rpki`; `nil` for a page that does not change by itself.
    package let topic: String?
    package let get: Handler
    /// Takes a form; `nil` where there is none. It has a question of its own.
    package let post: Form?

    package init(
        _ path: String, hasTail: Bool = false, _ template: PageTemplate, for question: AccessQuestion?,
        entry: Entry? = nil, data: (path: String, question: AccessQuestion?)? = nil, topic: String? = nil,
        get: @escaping Handler,
        post: Form? = nil
    ) {
        self.path = path
        self.hasTail = hasTail
        self.template = template
        self.question = question
        self.entry = entry
        self.data = data
        self.topic = topic
        self.get = get
        self.post = post
    }
}
