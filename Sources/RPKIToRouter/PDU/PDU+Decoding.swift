package import NIOCore
internal import NumberResources
internal import ValidatedPayloads

extension PDU {
    /// Takes the PDU at the start of `buffer`, of which `header` was read; `nil` while it is not whole.
    ///
    /// Reserved bits and octets are ignored (RFC 8210 section 5.1).
    ///
    /// - Throws: With the code of RFC 8210 section 12 that fits; `buffer` is then as it was.
    package static func take(
        from buffer: inout ByteBuffer, _ header: PDUHeader, version: ProtocolVersion
    ) throws(PDUError) -> PDU? {
        guard let type = PDUType(rawValue: header.type), type.since <= version else {
            throw PDUError(.unsupportedType, "PDU type \(header.type)", header: header, in: buffer)
        }
        guard type.lengths(in: version).contains(header.length) else {
            throw PDUError(.corruptData, "length \(header.length)", header: header, in: buffer)
        }
        guard buffer.readableBytes >= Int(header.length),
            var body = buffer.getSlice(at: buffer.readerIndex, length: Int(header.length))
        else { return nil }
        body.moveReaderIndex(forwardBy: PDUHeader.size)
        let pdu: PDU
        switch decode(type, header, &body, version) {
        case .success(let decoded): pdu = decoded
        case .failure(let fault): throw PDUError(fault.code, fault.reason, header: header, in: buffer)
        }
        buffer.moveReaderIndex(forwardBy: Int(header.length))
        return pdu
    }

    fileprivate struct Fault: Error {
        var code = RTRErrorCode.corruptData
        let reason: String
    }

    private static func decode(
        _ type: PDUType, _ header: PDUHeader, _ body: inout ByteBuffer, _ version: ProtocolVersion
    ) -> Result<PDU, Fault> {
        let flag: PDUFlag = header.field & 0x0100 == 0 ? .withdraw : .announce
        switch type {
        case .resetQuery: return .success(.resetQuery)
        case .cacheReset: return .success(.cacheReset)
        case .cacheResponse: return .success(.cacheResponse(session: header.field))
        case .serialNotify:
            return number(&body) { .serialNotify(session: header.field, serial: $0) }
        case .serialQuery:
            return number(&body) { .serialQuery(session: header.field, serial: $0) }
        case .endOfData:
            if version == .zero {
                return number(&body) { .endOfData(session: header.field, serial: $0, timers: nil) }
            }
            guard
                let (serial, refresh, retry, expire) = body.readMultipleIntegers(
                    as: (UInt32, UInt32, UInt32, UInt32).self)
            else { return .short }
            let timers = RTRTimers(clamping: refresh, retry, expire)
            return .success(.endOfData(session: header.field, serial: serial, timers: timers))
        case .ipv4Prefix: return ipv4(&body)
        case .ipv6Prefix: return ipv6(&body)
        case .routerKey: return routerKey(&body, flag)
        case .aspa: return aspa(&body, flag)
        case .errorReport: return errorReport(&body, RTRErrorCode(rawValue: header.field))
        }
    }

    private static func number(_ body: inout ByteBuffer, _ make: (UInt32) -> PDU) -> Result<PDU, Fault> {
        guard let number = body.number else { return .short }
        return .success(make(number))
    }

    private static func ipv4(_ body: inout ByteBuffer) -> Result<PDU, Fault> {
        guard
            let (flags, length, maxLength, _, address, asn) = body.readMultipleIntegers(
                as: (UInt8, UInt8, UInt8, UInt8, UInt32, UInt32).self)
        else { return .short }
        return prefix(IPAddress(ipv4: address), flags, length, maxLength, asn)
    }

    private static func ipv6(_ body: inout ByteBuffer) -> Result<PDU, Fault> {
        guard
            let (flags, length, maxLength, _, high, low, asn) = body.readMultipleIntegers(
                as: (UInt8, UInt8, UInt8, UInt8, UInt64, UInt64, UInt32).self)
        else { return .short }
        return prefix(IPAddress(ipv6: UInt128(high) << 64 | UInt128(low)), flags, length, maxLength, asn)
    }

    private static func prefix(
        _ address: IPAddress, _ flags: UInt8, _ length: UInt8, _ maxLength: UInt8, _ asn: UInt32
    ) -> Result<PDU, Fault> {
        guard let prefix = IPPrefix(address, length: Int(length)) else {
            return .failure(Fault(reason: "invalid prefix length, or bits set after the prefix"))
        }
        guard VRP.isValid(maxLength: UInt64(maxLength), of: prefix) else {
            return .failure(Fault(reason: "maximum length \(maxLength)"))
        }
        let vrp = VRP(prefix: prefix, maxLength: maxLength, asn: ASN(asn))
        return .success(.prefix(vrp, flags & 1 == 0 ? .withdraw : .announce))
    }

    private static func routerKey(_ body: inout ByteBuffer, _ flag: PDUFlag) -> Result<PDU, Fault> {
        guard let identifier = body.readBytes(length: RouterKey.subjectKeyIdentifierCount),
            let asn = body.readInteger(as: UInt32.self), let key = body.readBytes(length: body.readableBytes)
        else { return .short }
        return .success(.routerKey(RouterKey(asn: ASN(asn), subjectKeyIdentifier: identifier, publicKey: key), flag))
    }

    /// draft-ietf-sidrops-8210bis section 5.12.
    private static func aspa(_ body: inout ByteBuffer, _ flag: PDUFlag) -> Result<PDU, Fault> {
        guard body.readableBytes % 4 == 0, let customer = body.number else {
            return .failure(Fault(reason: "length is not a multiple of 4"))
        }
        guard flag == .announce else {
            guard body.readableBytes == 0 else {
                return .failure(Fault(code: .providerList, reason: "a withdrawal with providers"))
            }
            return .success(.aspaWithdrawal(customer: ASN(customer)))
        }
        var providers: [ASN] = []
        providers.reserveCapacity(body.readableBytes / 4)
        while let provider = body.number {
            if let last = providers.last, last >= ASN(provider) {
                return .failure(Fault(code: .providerList, reason: "providers are not ascending"))
            }
            providers.append(ASN(provider))
        }
        guard let first = providers.first else {
            return .failure(Fault(code: .providerList, reason: "an announcement without providers"))
        }
        guard first != ASN(0) || providers.count == 1 else {
            return .failure(Fault(code: .providerList, reason: "AS0 in a list with other providers"))
        }
        return .success(.aspa(ASPA(customer: ASN(customer), providers: providers)))
    }

    private static func errorReport(_ body: inout ByteBuffer, _ code: RTRErrorCode) -> Result<PDU, Fault> {
        guard let count = body.number, let pdu = body.readBytes(length: Int(min(count, PDUHeader.maximumLength))),
            let textCount = body.number, Int(textCount) == body.readableBytes,
            let text = body.readBytes(length: body.readableBytes)
        else { return .failure(Fault(reason: "invalid lengths in an Error Report")) }
        return .success(.errorReport(ErrorReport(code, pdu: pdu, text: String(decoding: text, as: UTF8.self))))
    }
}

extension Result where Success == PDU, Failure == PDU.Fault {
    /// A body shorter than its header said; the lengths were compared before, so it is not seen.
    fileprivate static var short: Result {
        .failure(PDU.Fault(reason: "too short"))
    }
}

extension ByteBuffer {
    /// The next four octets.
    fileprivate var number: UInt32? {
        mutating get { readInteger() }
    }
}
