internal import HTTPTypes

/// Conditions that must hold for any octets, for fuzzers.
package enum RequestFuzzing {
    /// Traps where a promise of the readers of requests does not hold: of a target, a host, a query, or a header.
    package static func check(_ octets: [UInt8]) {
        let text = String(decoding: octets, as: UTF8.self)
        checkQuery(text)
        checkEncoding(octets)
        if let target = RequestTarget(text) {
            precondition(target.path.hasPrefix("/") || target.path == "*", "a target is a path")
        }
        if let host = RequestHost(text) {
            // What is served says the same each time.
            let hosts = ServedHosts([text])
            precondition(hosts.contains(host, local: nil) == hosts.contains(host, local: nil))
        }
        var headers = HTTPFields()
        headers[.accept] = text
        _ = headers.accepts("application/openmetrics-text")
        headers[.ifModifiedSince] = text
        headers[.ifNoneMatch] = text
        _ = Conditions(headers)
    }

    /// What a query says is read again from the same parameters, all octets escaped.
    private static func checkQuery(_ text: String) {
        guard let query = try? QueryParameters(text, limit: 64) else { return }
        let written = query.parameters.map { "\(escaped($0.name))=\(escaped($0.value))" }.joined(separator: "&")
        let again = try? QueryParameters(written, limit: 64)
        precondition(again?.parameters == query.parameters, "what was written is read otherwise")
        for parameter in query.parameters {
            let count = query.parameters.count { $0.name == parameter.name }
            let single = try? query.single(parameter.name)
            precondition((single != nil) == (count == 1), "a parameter that is given twice has no value")
        }
    }

    private static func checkEncoding(_ octets: [UInt8]) {
        for isForm in [false, true] {
            guard let decoded = PercentEncoding.decoded(octets, isForm: isForm) else { continue }
            precondition(PercentEncoding.decoded(Array(escaped(decoded).utf8), isForm: isForm) == decoded)
        }
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { "%" + String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
