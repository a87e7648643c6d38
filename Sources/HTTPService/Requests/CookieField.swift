/// The cookies of a request (RFC 6265 section 5.4).
enum CookieField {
    /// The value of a cookie; `nil` where it is not there, or there with several values: then another page has set one of them.
    static func value(of name: String, in field: String) -> String? {
        var found: Substring?
        for pair in field.split(separator: ";", omittingEmptySubsequences: true) {
            let pair = pair.drop { $0 == " " || $0 == "\t" }
            guard let equals = pair.firstIndex(of: "="), pair[..<equals] == name else { continue }
            let value = pair[pair.index(after: equals)...]
            if let found, found != value { return nil }
            found = value
        }
        return found.map(String.init)
    }
}
