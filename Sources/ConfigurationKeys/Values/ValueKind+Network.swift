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
        let address = ValueKind<IPAddress>.address
        return ValueKind(
            name: "mapping", expected: "HOST: ADDRESS", range: "HOST: ADDRESS", shape: .mapping,
            read: { value, context in
                let key = context.key
                defer { context.key = key }
                let entries: [ConfigurationValue.Entry]
                switch value.content {
                case .nothing: entries = []
                case .mapping(let written): entries = written
                case .scalar, .list:
                    context.report(
                        .wrongType, at: value.origin, "\(value.kind) where a section belongs; expected HOST: ADDRESS")
                    return nil
                }
                var hosts: [String: IPAddress] = [:]
                for entry in entries {
                    context.key = "\(key).\(entry.name)"
                    guard HostName.isValid(entry.name) else {
                        context.report(
                            .invalidValue, at: entry.origin,
                            "\(ConfigurationValue.quoted(entry.name)) is not a host name")
                        continue
                    }
                    if let address = address.read(entry.value, &context) { hosts[entry.name.lowercased()] = address }
                }
                return hosts
            },
            text: { hosts in
                let entries = hosts.sorted { $0.key < $1.key }.map {
                    "\($0.key): \(YAMLText.scalar($0.value.description))"
                }
                return "{" + entries.joined(separator: ", ") + "}"
            })
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
