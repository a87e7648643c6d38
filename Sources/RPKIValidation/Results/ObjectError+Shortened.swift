internal import RPKIObjects

extension ObjectError {
    /// The error with a detail of bounded length.
    var shortened: ObjectError {
        guard detail.utf8.count > String.detailLimit else { return self }
        return ObjectError(code, rule, at: offset, detail.shortened)
    }
}

extension String {
    fileprivate static let detailLimit = 1000

    /// The text, or its beginning and a mark where it is longer than a detail may be.
    var shortened: String {
        guard utf8.count > String.detailLimit else { return self }
        return String(decoding: utf8.prefix(String.detailLimit), as: UTF8.self) + "…"
    }
}
