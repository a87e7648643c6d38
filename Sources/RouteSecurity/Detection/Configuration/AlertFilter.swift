public import NumberResources

/// Which alerts are meant; what is `nil` or empty fits all.
public struct AlertFilter: Hashable, Sendable, Codable {
    /// Subjects within these prefixes.
    public var prefixes: [IPPrefix]
    public var classes: [AlertClass]
    /// Offending ASes.
    public var offenders: [ASN]
    /// The alert with this number.
    public var id: String?

    public init(prefixes: [IPPrefix] = [], classes: [AlertClass] = [], offenders: [ASN] = [], id: String? = nil) {
        self.prefixes = prefixes
        self.classes = classes
        self.offenders = offenders
        self.id = id
    }

    /// Whether it fits every alert.
    public var isEmpty: Bool { prefixes.isEmpty && classes.isEmpty && offenders.isEmpty && id == nil }

    /// Whether the alert is meant.
    public func includes(_ alert: RouteAlert) -> Bool {
        if let id, id != alert.id { return false }
        if !classes.isEmpty, !classes.contains(alert.key.alertClass) { return false }
        if !offenders.isEmpty, !(alert.key.offender.map(offenders.contains) ?? false) { return false }
        if prefixes.isEmpty { return true }
        guard case .prefix(let prefix) = alert.key.subject else { return false }
        return prefixes.contains { $0.covers(prefix) }
    }
}

extension AlertFilter: CustomStringConvertible {
    /// A word that does not select alerts, or is one too many of its kind.
    public struct Refusal: Error, Hashable {
        public let word: String
    }

    /// The alerts that `words` mean together: a class, a prefix, an AS number and an alert's number, at most one of each.
    ///
    /// - Throws: the word that is none of them, or one too many.
    public init(_ words: some Sequence<some StringProtocol>) throws(Refusal) {
        self.init()
        for word in words {
            if classes.isEmpty, let found = AlertClass(rawValue: String(word)) {
                classes = [found]
            } else if prefixes.isEmpty, word.contains("/"), let found = IPPrefix(word) {
                prefixes = [found]
            } else if id == nil, AlertFilter.isIdentity(word) {
                id = String(word)
            } else if offenders.isEmpty, let found = ASN(word) {
                offenders = [found]
            } else {
                throw Refusal(word: String(word))
            }
        }
    }

    /// Sixteen hexadecimal digits.
    private static func isIdentity(_ word: some StringProtocol) -> Bool {
        word.utf8.count == 16 && word.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// The words that it can be made of.
    public var description: String {
        (classes.map(\.rawValue) + prefixes.map(\.description) + offenders.map(\.description) + (id.map { [$0] } ?? []))
            .joined(separator: " ")
    }
}
