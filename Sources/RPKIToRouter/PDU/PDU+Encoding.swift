package import NIOCore
internal import NumberResources
package import ValidatedPayloads

extension ByteBuffer {
    /// Appends `pdu`. A payload that `version` has no PDU for is left out, and so is one beyond the octets of a PDU.
    package mutating func write(_ pdu: PDU, version: ProtocolVersion) {
        switch pdu {
        case .serialNotify(let session, let serial):
            writeHeader(.serialNotify, session, 12, version)
            writeInteger(serial)
        case .serialQuery(let session, let serial):
            writeHeader(.serialQuery, session, 12, version)
            writeInteger(serial)
        case .resetQuery: writeHeader(.resetQuery, 0, 8, version)
        case .cacheResponse(let session): writeHeader(.cacheResponse, session, 8, version)
        case .cacheReset: writeHeader(.cacheReset, 0, 8, version)
        case .prefix(let vrp, let flag): write(vrp, flag, version: version)
        case .endOfData(let session, let serial, let timers):
            writeHeader(.endOfData, session, version == .zero ? 12 : 24, version)
            writeInteger(serial)
            guard version > .zero else { return }
            let timers = timers ?? .standard
            writeMultipleIntegers(timers.refresh, timers.retry, timers.expire)
        case .routerKey(let key, let flag): write(key, flag, version: version)
        case .aspa(let aspa): write(aspa, version: version)
        case .aspaWithdrawal(let customer):
            guard version >= .two else { return }
            writeHeader(.aspa, 0, 12, version)
            writeInteger(customer.rawValue)
        case .errorReport(let report): write(report, version: version)
        }
    }

    package mutating func write(_ vrp: VRP, _ flag: PDUFlag, version: ProtocolVersion) {
        let lengths =
            UInt32(flag.rawValue) << 24 | UInt32(vrp.prefix.length) << 16 | UInt32(vrp.maxLength) << 8
        let bits = vrp.prefix.leftAlignedBits
        if vrp.prefix.family == .ipv4 {
            writeMultipleIntegers(
                ByteBuffer.header(.ipv4Prefix, 0, 20, version), lengths, UInt32(truncatingIfNeeded: bits >> 96),
                vrp.asn.rawValue)
        } else {
            writeMultipleIntegers(
                ByteBuffer.header(.ipv6Prefix, 0, 32, version), lengths, UInt64(truncatingIfNeeded: bits >> 64),
                UInt64(truncatingIfNeeded: bits), vrp.asn.rawValue)
        }
    }

    package mutating func write(_ key: RouterKey, _ flag: PDUFlag, version: ProtocolVersion) {
        guard version >= .one, key.publicKey.count <= Int(PDUHeader.maximumLength) - 32 else { return }
        writeHeader(.routerKey, UInt16(flag.rawValue) << 8, 32 + key.publicKey.count, version)
        writeBytes(key.subjectKeyIdentifier)
        writeInteger(key.asn.rawValue)
        writeBytes(key.publicKey)
    }

    package mutating func write(_ aspa: ASPA, version: ProtocolVersion) {
        guard version >= .two, aspa.fitsPDU else { return }
        // AS 0 means that there is no provider; in a list with others it means nothing.
        let providers = aspa.providers.count > 1 ? aspa.providers.filter { $0 != ASN(0) } : aspa.providers
        writeHeader(.aspa, 0x0100, 12 + 4 * providers.count, version)
        writeInteger(aspa.customer.rawValue)
        for provider in providers { writeInteger(provider.rawValue) }
    }

    private mutating func write(_ report: ErrorReport, version: ProtocolVersion) {
        let pdu = report.pdu.prefix(PDUError.quoted)
        let text = Array(report.text.utf8.prefix(PDUError.quoted))
        writeHeader(.errorReport, report.code.rawValue, 16 + pdu.count + text.count, version)
        writeInteger(UInt32(pdu.count))
        writeBytes(pdu)
        writeInteger(UInt32(text.count))
        writeBytes(text)
    }

    private mutating func writeHeader(_ type: PDUType, _ field: UInt16, _ length: Int, _ version: ProtocolVersion) {
        writeInteger(ByteBuffer.header(type, field, UInt32(length), version))
    }

    private static func header(
        _ type: PDUType, _ field: UInt16, _ length: UInt32, _ version: ProtocolVersion
    ) -> UInt64 {
        UInt64(version.rawValue) << 56 | UInt64(type.rawValue) << 48 | UInt64(field) << 32 | UInt64(length)
    }
}

extension ASPA {
    /// True if the payload fits in one PDU: it has at least one provider, and no more than fit
    /// (draft-ietf-sidrops-8210bis section 5.12).
    package var fitsPDU: Bool {
        !providers.isEmpty && providers.count <= (Int(PDUHeader.maximumLength) - 12) / 4
    }
}
