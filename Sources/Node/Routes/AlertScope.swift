public import NumberResources
public import RouteSecurity

/// Which alerts are meant; what is `nil` means any.
public struct AlertScope: Hashable, Sendable {
    public var alertClass: AlertClass?
    /// Subjects within it.
    public var prefix: IPPrefix?
    /// Who does it.
    public var offender: ASN?
    /// The alert of that number alone.
    public var id: String?

    public init(alertClass: AlertClass? = nil, prefix: IPPrefix? = nil, offender: ASN? = nil, id: String? = nil) {
        self.alertClass = alertClass
        self.prefix = prefix
        self.offender = offender
        self.id = id
    }

    public var isEmpty: Bool { alertClass == nil && prefix == nil && offender == nil && id == nil }

    /// The scope in `words`: a class, a prefix, an AS number and an alert's number, at most one of each.
    ///
    /// - Throws: the word that is none of them, or one too many.
    public init(_ words: some Sequence<some StringProtocol>) throws(Refusal) {
        self.init()
        for word in words {
            if alertClass == nil, let found = AlertClass(rawValue: String(word)) {
                alertClass = found
            } else if prefix == nil, word.contains("/"), let found = IPPrefix(word) {
                prefix = found
            } else if id == nil, AlertScope.isIdentity(word) {
                id = String(word)
            } else if offender == nil, let found = ASN(word) {
                offender = found
            } else {
                throw Refusal(word: String(word))
            }
        }
    }

    public struct Refusal: Error, Hashable {
        public let word: String
    }

    /// Sixteen hexadecimal digits.
    private static func isIdentity(_ word: some StringProtocol) -> Bool {
        word.utf8.count == 16 && word.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

extension AlertScope: CustomStringConvertible {
    public var description: String {
        [alertClass?.rawValue, prefix?.description, offender?.description, id].compactMap { $0 }.joined(separator: " ")
    }
}
