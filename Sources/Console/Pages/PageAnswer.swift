/// What a page answers.
package enum PageAnswer: Sendable {
    /// The page with this title.
    case page(title: String, View)
    /// Another page: after a form, or where the request names one thing exactly.
    case elsewhere(String)
    /// There is nothing of that name.
    case nothing
}
