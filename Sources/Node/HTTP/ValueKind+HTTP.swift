internal import Access
internal import ConfigurationKeys
internal import TextFormats

internal import struct FoundationEssentials.Date

extension ValueKind where Value == String {
    /// The origin of web pages (RFC 6454 section 6.2), or `*` for all.
    static var webOrigin: ValueKind {
        .scalar(
            "origin", expected: "'*', or an origin such as https://portal.example.net",
            range: "* or SCHEME://HOST[:PORT]",
            text: YAMLText.scalar
        ) { text, _ throws(ValueFault) in
            if text == "*" { return text }
            do throws(WebURL.Refusal) {
                _ = try WebURL(text, schemes: ["https", "http"])
            } catch {
                throw error.isSecret ? .secret(error.description) : .invalid(error.description)
            }
            // A browser writes it in lower case and without a path.
            let rest = text.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(3)
            guard !rest.contains(where: "/?#".utf8.contains), text == text.lowercased() else {
                throw .invalid("an origin must be in lower case and have no path")
            }
            return text
        }
    }
}

extension ValueKind where Value == TokenHash {
    static var tokenHash: ValueKind {
        .scalar(
            "hash", expected: "sha256: and 64 hexadecimal digits, as 'atalaya config token' prints it",
            text: { YAMLText.scalar("\($0)") }
        ) { text, _ throws(ValueFault) in
            if text.hasPrefix(AccessToken.prefix) {
                throw .secret(
                    "this is the token itself; write its hash here, because anyone who reads the file could use the token"
                )
            }
            guard let hash = TokenHash(text) else { throw .invalid() }
            return hash
        }
    }
}

extension ValueKind where Value == Date {
    /// A moment; a day alone means its beginning in UTC.
    static var moment: ValueKind {
        .scalar(
            "date", expected: "a date such as 2027-01-31, or with a time 2027-01-31T12:00:00Z",
            text: { YAMLText.scalar("\(RFC3339($0))") }
        ) { text, _ throws(ValueFault) in
            guard let moment = RFC3339(text) ?? RFC3339(text + "T00:00:00Z") else { throw .invalid() }
            return moment.date
        }
    }
}

extension ValueKind where Value == HTTPSection.Token {
    /// A token: a section of four members, all of which have to be there.
    static var token: ValueKind {
        let names = ValueKind<String>.word
        let hashes = ValueKind<TokenHash>.tokenHash
        let scopes = ValueKind<TokenScope>.choice.list("scopes")
        let moments = ValueKind<Date>.moment
        let form = "name, hash, scope, expires"
        return ValueKind(
            name: "token", expected: "a section of \(form)", range: form, shape: .mapping,
            read: { value, context in
                guard case .mapping(let entries) = value.content else {
                    context.report(
                        .wrongType, at: value.origin, "\(value.kind) where a section belongs; expected \(form)")
                    return nil
                }
                let key = context.key
                defer { context.key = key }
                var (name, hash, scope, expires) = (String?.none, TokenHash?.none, [TokenScope]?.none, Date?.none)
                let before = context.problems.count
                for entry in entries {
                    context.key = "\(key).\(entry.name)"
                    switch entry.name {
                    case "name": name = names.read(entry.value, &context)
                    case "hash": hash = hashes.read(entry.value, &context)
                    case "scope": scope = scopes.read(entry.value, &context)
                    case "expires": expires = moments.read(entry.value, &context)
                    default: context.report(.unknownKey, at: entry.origin, "no such member; expected \(form)")
                    }
                }
                context.key = key
                if let name, let hash, let scope, let expires {
                    return .init(name: name, hash: hash, scope: scope, expires: expires)
                }
                // What is there and wrong has been reported.
                let missing = form.split(separator: ", ").filter { word in !entries.contains { $0.name == word } }
                if !missing.isEmpty || context.problems.count == before {
                    context.report(
                        .invalidValue, at: value.origin, "missing: \(missing.joined(separator: ", ")); expected \(form)"
                    )
                }
                return nil
            },
            text: { token in
                "{name: \(names.text(token.name)), hash: \(hashes.text(token.hash)), scope: \(scopes.text(token.scope)), "
                    + "expires: \(moments.text(token.expires))}"
            })
    }
}
