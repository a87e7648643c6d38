import NIOCore
import NumberResources
import RPKIToRouter
import ValidatedPayloads

/// Payloads and octets for tests.
enum Samples {
    static let sessions = RTRSessionIDs(zero: 10, one: 11, two: 12)
    static let source = PayloadSource.object(.init(trustAnchor: "test"))

    static func vrp(_ prefix: String, _ maxLength: UInt8? = nil, _ asn: UInt32 = 64_496) -> VRP {
        guard let prefix = IPPrefix(prefix) else { preconditionFailure("a sample that is no prefix") }
        return VRP(prefix: prefix, maxLength: maxLength ?? prefix.length, asn: ASN(asn))
    }

    static func aspa(_ customer: UInt32, _ providers: UInt32...) -> ASPA {
        ASPA(customer: ASN(customer), providers: providers.map { ASN($0) })
    }

    static func key(_ asn: UInt32, _ octet: UInt8 = 7) -> RouterKey {
        RouterKey(
            asn: ASN(asn), subjectKeyIdentifier: [UInt8](repeating: octet, count: 20), publicKey: [0x30, 0x01, octet])
    }

    static func set(_ vrps: [VRP] = [], aspas: [ASPA] = [], keys: [RouterKey] = []) -> PayloadSet {
        var builder = PayloadSetBuilder()
        for vrp in vrps { builder.add(vrp, source: source) }
        for aspa in aspas { builder.add(aspa, source: source) }
        for key in keys { builder.add(key, source: source) }
        return builder.build()
    }

    static func octets(_ pdu: PDU, _ version: ProtocolVersion) -> [UInt8] {
        var buffer = ByteBuffer()
        buffer.write(pdu, version: version)
        return Array(buffer.readableBytesView)
    }

    /// All PDUs of an answer.
    static func pdus(_ answer: EncodedAnswer, _ version: ProtocolVersion) throws -> [PDU] {
        var buffer = ByteBuffer()
        for chunk in answer.chunks { buffer.writeImmutableBuffer(chunk) }
        return try pdus(&buffer, version)
    }

    static func pdus(_ buffer: inout ByteBuffer, _ version: ProtocolVersion) throws -> [PDU] {
        var pdus: [PDU] = []
        while let header = PDUHeader(peeking: buffer),
            let pdu = try PDU.take(from: &buffer, header, version: version)
        {
            pdus.append(pdu)
        }
        return pdus
    }
}
