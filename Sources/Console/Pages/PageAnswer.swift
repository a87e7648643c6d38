/// What a page answers.
package indirect enum PageAnswer: Sendable {
    /// The page with this title.
    case page(title: String, View)
    /// Another page: after a form, or where the request names one thing exactly.
    case elsewhere(String)
    /// A file to keep, of this name.
    case file(name: String, PageFile)
    /// There is nothing of that name.
    case nothing
    /// An answer that also sets cookies: the values of `Set-Cookie`.
    case setting([String], PageAnswer)
}
