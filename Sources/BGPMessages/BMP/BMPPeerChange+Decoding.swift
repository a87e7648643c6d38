internal import NumberResources

extension BMPPeerUp {
    /// The body of a Peer Up (RFC 7854 section 4.10): addresses, ports, the OPEN that was sent and the one that came.
    init(decoding message: Span<UInt8>, _ header: BMPPeerHeader, limits: BMPLimits, at now: BGPTime)
        throws(MessageError)
    {
        let start = BMPHeader.size + BMPPeerHeader.size
        guard message.count - start >= 20 else { throw .bmpBody("4.10", at: start, "\(message.count - start) octets") }
        time = header.time ?? now
        switch header.peer.kind {
        case .locRIBInstance: localAddress = nil
        // The address is of the family of the neighbour's: flag V of the per-peer header speaks of both.
        default:
            localAddress =
                header.peer.peer.address.family == .ipv6
                ? IPAddress(ipv6: message.uint128(at: start)) : IPAddress(ipv4: message.uint32(at: start + 12))
        }
        localPort = message.uint16(at: start + 16)
        remotePort = message.uint16(at: start + 18)
        let (sent, received, end) = try BMPPeerUp.opens(message, from: start + 20)
        localASN = sent.asn
        inbound = SessionEncoding(from: received, to: sent)
        outbound = SessionEncoding(from: sent, to: received)
        var tableName: String?
        var adminLabel: String?
        var texts: [String] = []
        for tlv in try BMPTLV.all(in: message, from: end, limits: limits) {
            switch tlv.type {
            case 0: texts.append(message.text(tlv.value, limits: limits))
            case 3: tableName = message.text(tlv.value, limits: limits)
            case 4: adminLabel = message.text(tlv.value, limits: limits)
            default: break
            }
        }
        (self.tableName, self.adminLabel, self.texts) = (tableName, adminLabel, texts)
    }

    private static func opens(
        _ message: Span<UInt8>, from start: Int
    ) throws(MessageError) -> (sent: OpenMessage, received: OpenMessage, end: Int) {
        var offset = start
        do throws(MessageError) {
            let sent = try OpenMessage(decoding: message.extracting(start..<message.count))
            offset = start + Int(message.uint16(at: start + 16))
            let received = try OpenMessage(decoding: message.extracting(offset..<message.count))
            return (sent, received, offset + Int(message.uint16(at: offset + 16)))
        } catch {
            throw error.moved(by: offset)
        }
    }
}

extension BMPPeerDown {
    /// The body of a Peer Down (RFC 7854 section 4.9).
    init(decoding message: Span<UInt8>, _ header: BMPPeerHeader, limits: BMPLimits, at now: BGPTime)
        throws(MessageError)
    {
        let start = BMPHeader.size + BMPPeerHeader.size
        guard message.count > start else { throw .bmpBody("4.9", at: start, "no reason") }
        time = header.time ?? now
        switch message[start] {
        case 1:
            let (code, subcode) = try BMPPeerDown.notification(message, from: start + 1)
            reason = .localNotification(code: code, subcode: subcode)
        case 2:
            guard message.count - start >= 3 else {
                throw MessageError(
                    .bmpReason, .skip, MessageError.rfc7854("4.9"), at: start, "reason 2 without an event")
            }
            reason = .localEvent(message.uint16(at: start + 1))
        case 3:
            let (code, subcode) = try BMPPeerDown.notification(message, from: start + 1)
            reason = .remoteNotification(code: code, subcode: subcode)
        case 4: reason = .remoteClosed
        case 5: reason = .deconfigured
        case 6:
            reason = .localClosed
            for tlv in try BMPTLV.all(in: message, from: start + 1, limits: limits) where tlv.type == 3 {
                tableName = message.text(tlv.value, limits: limits)
            }
        default: reason = .other(message[start])
        }
    }

    private static func notification(
        _ message: Span<UInt8>, from start: Int
    ) throws(MessageError) -> (code: UInt8, subcode: UInt8) {
        do throws(MessageError) {
            let notification = try NotificationMessage(decoding: message.extracting(start..<message.count))
            return (notification.code, notification.subcode)
        } catch {
            throw error.moved(by: start)
        }
    }
}

extension BMPMirroring {
    /// The body of a Route Mirroring message (RFC 7854 section 4.7).
    init(decoding message: Span<UInt8>, _ header: BMPHeader, limits: BMPLimits) throws(MessageError) {
        let start = BMPHeader.size + BMPPeerHeader.size
        let tlvs =
            header.version == 4
            ? try BMPTLV.extended(in: message, from: start, isIndexed: false, limits: limits)
            : try BMPTLV.all(in: message, from: start, limits: limits)
        for tlv in tlvs where !tlv.isEnterprise {
            switch tlv.type {
            case 0:
                do throws(MessageError) {
                    messages.append(try BGPMessageHeader(decoding: message.extracting(tlv.value)).kind)
                } catch {
                    // What is mirrored may be mirrored because it is broken.
                    hasErroredMessage = true
                }
            case 1:
                guard tlv.value.count == 2 else {
                    throw .bmpBody("4.7", at: tlv.value.lowerBound, "a code of \(tlv.value.count) octets")
                }
                switch message.uint16(at: tlv.value.lowerBound) {
                case 0: hasErroredMessage = true
                case 1: hasLostMessages = true
                default: break
                }
            default: break
            }
        }
    }
}
