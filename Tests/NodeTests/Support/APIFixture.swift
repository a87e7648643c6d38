import FoundationEssentials
import NumberResources
import ValidatedPayloads

@testable import Node

/// Payloads and states that the tests of the API share.
enum APIFixture {
    static let start = Date(timeIntervalSince1970: 1_773_644_400)

    static func at(_ seconds: Double) -> Date {
        start.addingTimeInterval(seconds)
    }

    /// `192.0.2.0/24-28 64496`, or without a maximum length.
    static func vrp(_ text: String) -> VRP {
        let parts = text.split(separator: " ")
        let range = parts[0].split(separator: "-")
        guard let prefix = IPPrefix(String(range[0])), let asn = ASN(parts[1]) else {
            preconditionFailure("not a VRP: \(text)")
        }
        return VRP(prefix: prefix, maxLength: range.count > 1 ? UInt8(range[1]) ?? 0 : prefix.length, asn: asn)
    }

    static func aspa(_ customer: ASN, _ providers: ASN...) -> ASPA {
        ASPA(customer: customer, providers: providers)
    }

    static func key(_ asn: ASN, _ octet: UInt8) -> RouterKey {
        RouterKey(
            asn: asn, subjectKeyIdentifier: [UInt8](repeating: octet, count: 20),
            publicKey: [0x30, 0x03, octet, 0xfb, 0xff])
    }

    static func set(
        _ vrps: [String], aspas: [ASPA] = [], keys: [RouterKey] = [], trustAnchor: String = "faro"
    ) -> PayloadSet {
        var builder = PayloadSetBuilder()
        let id = builder.source(.object(.init(trustAnchor: trustAnchor)))
        for text in vrps { builder.add(vrp(text), source: id) }
        for aspa in aspas { builder.add(aspa, source: id) }
        for key in keys { builder.add(key, source: id) }
        return builder.build()
    }

    /// Something of every kind, from two trust anchors and an exception.
    static let payloads: PayloadSet = {
        var builder = PayloadSetBuilder()
        let faro = builder.source(
            .object(
                .init(
                    trustAnchor: "faro", uri: "rsync://rpki.example.net/repo/a.roa",
                    validity: PayloadValidity(notBefore: at(-1_000), notAfter: at(90_000)), expires: at(80_000))))
        let other = builder.source(.object(.init(trustAnchor: "otro \"x\"")))
        builder.add(vrp("192.0.2.0/24-28 AS64496"), source: faro)
        builder.add(vrp("192.0.0.0/16 AS64497"), source: faro)
        builder.add(vrp("198.51.100.0/24 AS64498"), source: other)
        builder.add(vrp("2001:db8::/32-48 AS64496"), source: other)
        builder.add(vrp("203.0.113.0/24 AS64499"), source: .exception(path: "/etc/slurm.json", comment: "local"))
        builder.add(aspa(64496, 64500, 64501), source: faro)
        builder.add(aspa(64502, 64500), source: other)
        builder.add(key(64496, 0xab), source: faro)
        return builder.build()
    }()

    static func state(limits: StateLimits = StateLimits()) -> NodeState {
        NodeState(version: "1.2.3", session: 4_711, started: start, staleAfter: 3_600, limits: limits)
    }

    static func served(
        _ set: PayloadSet = payloads, serial: UInt32 = 1, at seconds: Double = 0, expires: Double? = nil
    ) -> ServedPayloads {
        ServedPayloads(payloads: set, serial: serial, date: at(seconds), expires: expires.map(at))
    }

    /// A state that serves the payloads as serial 1.
    static func serving() -> NodeState {
        let state = state()
        state.serve(served())
        return state
    }

    static func written(
        _ format: PayloadFormat, _ set: PayloadSet = payloads, at date: Date = start
    ) -> [UInt8] {
        var octets: [UInt8] = []
        PayloadWriter(format: format, generated: date, statistics: PayloadStatistics(of: set)).write(set) { chunk in
            chunk.withUnsafeBufferPointer { octets.append(contentsOf: $0) }
        }
        return octets
    }
}
