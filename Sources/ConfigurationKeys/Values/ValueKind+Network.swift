package import NumberResources

extension ValueKind where Value == ListenAddress {
    package static var listenAddress: ValueKind {
        .scalar(
            "address and port", expected: "ADDRESS:PORT, such as 127.0.0.1:8323 or '[::1]:8323'",
            text: { YAMLText.scalar($0.description) }
        ) { text, _ throws(ValueFault) in
            guard let address = ListenAddress(text) else {
                throw .invalid(IPAddress(text) == nil ? nil : "the port is missing")
            }
            return address
        }
    }
}

extension ValueKind where Value == IPAddress {
    package static var address: ValueKind<IPAddress> {
        .scalar(
            "IP address", expected: "an IPv4 or IPv6 address", text: { YAMLText.scalar($0.description) }
        ) { text, _ throws(ValueFault) in
            guard let address = IPAddress(text) else { throw .invalid() }
            return address
        }
    }
}

extension ValueKind where Value == String {
    /// A host name or an IP address, without a port.
    package static var host: ValueKind {
        .scalar(
            "host", expected: "a host name or an IP address, without a port", text: YAMLText.scalar
        ) { text, _ throws(ValueFault) in
            guard HostName.isValid(text) || IPAddress(text) != nil else { throw .invalid() }
            return text.lowercased()
        }
    }
}

extension ValueKind where Value == IPPrefix {
    package static var prefix: ValueKind<IPPrefix> {
        .scalar(
            "prefix", expected: "a prefix such as 192.0.2.0/24 or 2001:db8::/32",
            text: { YAMLText.scalar($0.description) }
        ) { text, _ throws(ValueFault) in
            do throws(IPPrefix.TextError) {
                return try IPPrefix(parsing: text)
            } catch {
                throw .invalid("\(error)")
            }
        }
    }
}

extension ValueKind where Value == [String: IPAddress] {
    /// Addresses by host name.
    package static var hosts: ValueKind {
        let name = ValueKind<String>.scalar("host name", expected: "a host name", text: YAMLText.scalar) {
            text, _ throws(ValueFault) in
            guard HostName.isValid(text) else { throw .invalid() }
            return text.lowercased()
        }
        return .mapping(name, to: ValueKind<IPAddress>.address, form: "HOST: ADDRESS")
    }
}

extension ValueKind where Value == ASN {
    package static var asn: ValueKind<ASN> {
        .scalar("AS number", expected: "an AS number such as AS64496", text: { $0.description }) {
            text, _ throws(ValueFault) in
            guard let asn = ASN(text) else { throw .invalid() }
            return asn
        }
    }
}

extension ValueKind where Value == [ASN] {
    /// A list, or several with blanks between them.
    package static var asns: ValueKind {
        let list = ValueKind<ASN>.asn.list("AS numbers", upTo: 10_000)
        return ValueKind(
            name: list.name, expected: list.expected, range: list.range, shape: .list,
            read: { value, context in
                guard case .scalar(let text) = value.content, text.contains(" ") else {
                    return list.read(value, &context)
                }
                let words = text.split(separator: " ").map {
                    ConfigurationValue(content: .scalar(String($0)), origin: value.origin)
                }
                return list.read(ConfigurationValue(content: .list(words), origin: value.origin), &context)
            },
            text: list.text)
    }
}
