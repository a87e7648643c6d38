// RFC 6396 frames records by their length alone. Writers have lost octets, and then a reader that believes a length
// loses all that follows. What else there is to go by: the types and subtypes that exist, times that are near each
// other, a header at the end of each record, and a body that is as long as what it says.
extension MRTReader {
    /// The number of consecutive headers that mark a place where records begin again.
    private static let chain = 3
    /// Seconds between the last record before a gap and the first one after it.
    private static let nearby: UInt32 = 366 * 86_400

    /// True if a record can have this header.
    func isPlausible(_ header: MRTRecordHeader) -> Bool {
        header.isOfKnownKind && isWithinLimit(header)
    }

    /// True if a record, or the end, can follow `length` octets from here.
    func isFollowed(_ length: Int) -> Bool {
        let next = start + length
        // What is left of a header at the end of the file tells nothing.
        guard next + MRTRecordHeader.size <= end else { return true }
        let header = MRTRecordHeader(buffer.span, at: next)
        return isPlausible(header) || isOther(header)
    }

    /// True if this is a record of another type or subtype: then a record follows it, or the end.
    mutating func isUnknown(_ header: MRTRecordHeader, _ length: Int) throws(RouteReadError) -> Bool {
        guard isOther(header) else { return false }
        guard try fill(length + MRTRecordHeader.size) else { return end - start == length }
        let next = MRTRecordHeader(buffer.span, at: start + length)
        return isPlausible(next) || isOther(next)
    }

    /// True if a record that is not read here can have this header: other protocols' types, and what may be given out
    /// later.
    private func isOther(_ header: MRTRecordHeader) -> Bool {
        header.type > 0 && header.type < 128 && header.subtype < 64 && header.length < 1 << 17 && isWithinLimit(header)
            && isNear(header)
    }

    /// True if this is one of the TABLE_DUMP records of January 2000, whose length leaves out view and sequence.
    func isShort(_ header: MRTRecordHeader, _ length: Int) -> Bool {
        guard header.kind == .tableDump, length + 4 <= end - start, isFollowed(length + 4) else { return false }
        return MRTSoundness.tableDump(buffer.span, start + MRTRecordHeader.size..<start + length + 4, header.subtype)
    }

    /// True if a record without a following one is complete: its body has the length that its contents require, and
    /// contains no other records.
    mutating func isSound(_ header: MRTRecordHeader, _ length: Int) throws(RouteReadError) -> Bool {
        guard check(header, 0) ?? false else { return false }
        for distance in MRTRecordHeader.size..<length where try isChain(distance) { return false }
        return true
    }

    /// Leaves out what is at `start`, up to where records begin again or the end is.
    ///
    /// - Parameter last: What it is called in place of `code` when nothing follows.
    mutating func resynchronize(
        _ code: MessageError.Code, _ detail: String, atEnd last: MessageError.Code? = nil
    ) throws(RouteReadError) {
        let place = place
        start += 1
        search: while try fill(MRTRecordHeader.size) {
            while start + MRTRecordHeader.size <= end {
                if try isChain(0) { break search }
                start += 1
            }
        }
        let isLast = end - start < MRTRecordHeader.size
        if isLast { start = end }
        gaps.append(
            MRTGap(offset: place, count: self.place - place, code: isLast ? last ?? code : code, detail: detail))
    }

    /// True if several records in a row begin `distance` octets from here, or fewer that end where the file does.
    private mutating func isChain(_ distance: Int) throws(RouteReadError) -> Bool {
        var place = distance
        for index in 0..<Self.chain {
            guard try fill(place + MRTRecordHeader.size) else {
                // The end, or a header that is cut off there.
                return index > 0 && (place == end - start || index > 1)
            }
            let header = MRTRecordHeader(buffer.span, at: start + place)
            guard isPlausible(header), isNear(header) else { return false }
            let length = MRTRecordHeader.size + Int(header.length)
            guard try fill(place + length) else { return index > 1 }
            // When too much has been looked through, headers alone decide.
            if index == 0, check(header, place) == false { return false }
            place += length
        }
        return true
    }

    /// True if the body of the record `distance` octets from here is as long as what it says; `nil` where it may not be
    /// looked through any more.
    private mutating func check(_ header: MRTRecordHeader, _ distance: Int) -> Bool? {
        guard checksLeft > 0 else { return nil }
        checksLeft -= 1
        let body = start + distance + MRTRecordHeader.size
        return MRTSoundness.check(buffer.span, body..<body + Int(header.length), header)
    }

    private func isNear(_ header: MRTRecordHeader) -> Bool {
        guard let lastSeconds else { return true }
        let distance = header.seconds > lastSeconds ? header.seconds - lastSeconds : lastSeconds - header.seconds
        return distance <= Self.nearby
    }
}
