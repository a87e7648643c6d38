#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Splits an XML document into tags, text, comments and sections as it arrives, and refuses what is beyond a limit
/// before the parser sees it: the parser compares the attributes of a tag with each other.
///
/// Reads each octet once. Text that is not XML is left to the parser, as far as it is within the limits.
struct XMLScanner {
    private enum State {
        case text
        /// After `&` in text.
        case reference
        /// After `<`.
        case open
        /// After `<!`.
        case bang
        case tag
        case comment
        /// `<![CDATA[`
        case section
        /// `<?xml … ?>`
        case declaration
    }

    private let limits: RRDPLimits
    private let textLimit: Int
    private var state = State.text
    /// Octets of the document so far, without those of this portion.
    private var total = 0
    /// Line ends of the document so far, without those of this portion.
    private var lines = 0
    /// Octets of the tag, comment, reference or declaration that is open.
    private var count = 0
    /// Octets of text since the last tag.
    private var text = 0
    /// The quotation mark of the value that is open; 0 for none.
    private var quote: UInt8 = 0
    /// Octets of the name that is open or was the last, how many of them are `xmlns`, and whether a colon follows
    /// those.
    private var name = 0
    private var matched = 0
    private var hasPrefix = false
    private var isNameOpen = false
    private var attributes = 0
    private var namespaces = 0
    /// Hyphens or brackets in a row, which may end a comment or section.
    private var run = 0
    private var declaration: [UInt8] = []
    /// Where, in the portion, the token begins that is open: what comes before it is within the limits.
    private(set) var tokenStart = 0

    init(limits: RRDPLimits) {
        self.limits = limits
        // Base64 is a third longer than what it says; line ends and white space come in addition.
        textLimit = max(limits.textSize, limits.objectSize &* 2)
    }

    /// Octets that an XML declaration may have.
    static let declarationSize = 1024

    /// Looks at the next octets of the document.
    ///
    /// - Throws: ``RRDPError`` with the limit that was reached. What is before ``tokenStart`` is within all limits.
    mutating func scan(_ octets: UnsafeBufferPointer<UInt8>) throws(RRDPError) {
        tokenStart = 0
        var index = 0
        do throws(RRDPError) {
            try checkEncoding(octets)
            while index < octets.count { try step(octets, &index) }
        } catch {
            throw error.at(line: lines + 1 + XMLScanner.lineEnds(octets[..<index]))
        }
        total += octets.count
        lines += XMLScanner.lineEnds(octets[...])
    }

    private mutating func step(_ octets: UnsafeBufferPointer<UInt8>, _ index: inout Int) throws(RRDPError) {
        switch state {
        case .text: try readText(octets, &index)
        case .reference: try readReference(octets, &index)
        case .open: try readOpen(octets, &index)
        case .bang: try readBang(octets, &index)
        case .tag: try readTag(octets, &index)
        case .comment: try readComment(octets, &index)
        case .section: try readSection(octets, &index)
        case .declaration: try readDeclaration(octets, &index)
        }
    }

    /// RFC 8182 section 3.5: the files are US-ASCII. Another encoding shows in an octet that is 0 or above 127, also
    /// where no declaration names it.
    private func checkEncoding(_ octets: UnsafeBufferPointer<UInt8>) throws(RRDPError) {
        // All octets, without a branch an octet.
        var all: UInt8 = 0
        var zeros: UInt8 = 0
        for octet in octets {
            all |= octet
            zeros |= octet == 0 ? 1 : 0
        }
        guard all < 0x80, zeros == 0 else {
            throw RRDPError(.encoding, .rfc8182("3.5"), "an octet that is not US-ASCII")
        }
    }

    private static func lineEnds(_ octets: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        var count = 0
        for octet in UnsafeBufferPointer(rebasing: octets) { count += octet == 0x0a ? 1 : 0 }
        return count
    }

    // MARK: Text

    private mutating func readText(_ octets: UnsafeBufferPointer<UInt8>, _ index: inout Int) throws(RRDPError) {
        let end = XMLScanner.first(0x3c, in: octets, index..<octets.count)
        let reference = XMLScanner.first(0x26, in: octets, index..<(end ?? octets.count))
        let stop = reference ?? end ?? octets.count
        try add(text: stop - index)
        index = stop
        guard stop < octets.count else { return }
        tokenStart = stop
        index += 1
        count = 1
        state = reference == nil ? .open : .reference
    }

    private mutating func readReference(_ octets: UnsafeBufferPointer<UInt8>, _ index: inout Int) throws(RRDPError) {
        while index < octets.count {
            // Without an end it is a fault, which the parser finds.
            guard octets[index] != 0x3c else {
                state = .text
                return
            }
            index += 1
            count += 1
            try add(text: 1)
            if octets[index - 1] == 0x3b {
                state = .text
                return
            }
            guard count <= limits.nameSize else { throw .reached(.size, .nameSize, limits.nameSize) }
        }
    }

    private mutating func add(text octets: Int) throws(RRDPError) {
        text += octets
        guard text <= textLimit else { throw .reached(.size, .textSize, textLimit) }
    }

    private static func first(
        _ octet: UInt8, in octets: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Int? {
        guard !range.isEmpty, let base = octets.baseAddress,
            let found = memchr(base + range.lowerBound, Int32(octet), range.count)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    // MARK: What a < begins

    private mutating func readOpen(_ octets: UnsafeBufferPointer<UInt8>, _ index: inout Int) throws(RRDPError) {
        switch octets[index] {
        case 0x21:
            index += 1
            count = 2
            state = .bang
        case 0x3f:
            index += 1
            // Only the first octets of a document are a declaration.
            guard total + index == 2 else {
                throw RRDPError(.instruction, .rfc8182("3.5"), "a processing instruction")
            }
            declaration = []
            state = .declaration
        default:
            (quote, attributes, namespaces) = (0, 0, 0)
            (name, matched, hasPrefix, isNameOpen) = (0, 0, false, false)
            state = .tag
        }
    }

    private static let sectionStart = Array("[CDATA[".utf8)

    private mutating func readBang(_ octets: UnsafeBufferPointer<UInt8>, _ index: inout Int) throws(RRDPError) {
        let octet = octets[index]
        let place = count - 2
        index += 1
        count += 1
        if place == 0, octet == 0x44 {
            throw RRDPError(.documentType, .rfc8182("3.5"), "a document type declaration, which RRDP does not allow")
        }
        if octet == 0x2d, place == 0 || run == -1 {
            // The second hyphen; until then the row counts as -1.
            guard place == 1 else {
                run = -1
                return
            }
            (run, count) = (0, 4)
            state = .comment
            return
        }
        guard run != -1, octet == XMLScanner.sectionStart[place] else {
            run = 0
            throw RRDPError(.syntax, .xml("2.1"), "neither a comment nor a CDATA section after <!")
        }
        guard place + 1 == XMLScanner.sectionStart.count else { return }
        run = 0
        state = .section
    }

    // MARK: Tags

    private mutating func readTag(_ octets: UnsafeBufferPointer<UInt8>, _ index: inout Int) throws(RRDPError) {
        while index < octets.count {
            let octet = octets[index]
            index += 1
            count += 1
            guard count <= limits.tagSize else { throw .reached(.size, .tagSize, limits.tagSize) }
            switch octet {
            case 0x3c: throw RRDPError(.syntax, .xml("2.3"), "a < in a tag")
            case quote where quote != 0: quote = 0
            case _ where quote != 0: break
            case 0x22, 0x27: try openValue(octet)
            case 0x3e:
                state = .text
                text = 0
                return
            // A name and its value may have white space around the = between them.
            case 0x20, 0x09, 0x0a, 0x0d, 0x2f, 0x3d: isNameOpen = false
            default: try addToName(octet)
            }
        }
    }

    private mutating func openValue(_ octet: UInt8) throws(RRDPError) {
        quote = octet
        isNameOpen = false
        if matched == XMLScanner.declaringName.count, name == matched || hasPrefix {
            namespaces += 1
            guard namespaces <= limits.namespaces else { throw .reached(.count, .namespaces, limits.namespaces) }
        } else {
            attributes += 1
            guard attributes <= limits.attributes else { throw .reached(.count, .attributes, limits.attributes) }
        }
        (name, matched, hasPrefix) = (0, 0, false)
    }

    private static let declaringName = Array("xmlns".utf8)

    private mutating func addToName(_ octet: UInt8) throws(RRDPError) {
        if !isNameOpen { (name, matched, hasPrefix, isNameOpen) = (0, 0, false, true) }
        if name == matched, name < XMLScanner.declaringName.count, octet == XMLScanner.declaringName[name] {
            matched += 1
        } else if name == matched, name == XMLScanner.declaringName.count {
            hasPrefix = octet == 0x3a
        }
        name += 1
        guard name <= limits.nameSize else { throw .reached(.size, .nameSize, limits.nameSize) }
    }

    // MARK: Comments, sections, the declaration

    private mutating func readComment(_ octets: UnsafeBufferPointer<UInt8>, _ index: inout Int) throws(RRDPError) {
        while index < octets.count {
            let octet = octets[index]
            index += 1
            count += 1
            guard count <= limits.commentSize else { throw .reached(.size, .commentSize, limits.commentSize) }
            if octet == 0x3e, run >= 2 {
                (state, run) = (.text, 0)
                return
            }
            run = octet == 0x2d ? run + 1 : 0
        }
    }

    private mutating func readSection(_ octets: UnsafeBufferPointer<UInt8>, _ index: inout Int) throws(RRDPError) {
        let start = index
        while index < octets.count {
            let octet = octets[index]
            index += 1
            if octet == 0x3e, run >= 2 {
                (state, run) = (.text, 0)
                break
            }
            run = octet == 0x5d ? run + 1 : 0
        }
        try add(text: index - start)
    }

    private mutating func readDeclaration(
        _ octets: UnsafeBufferPointer<UInt8>, _ index: inout Int
    ) throws(RRDPError) {
        while index < octets.count {
            let octet = octets[index]
            index += 1
            if octet == 0x3e, declaration.last == 0x3f {
                try checkDeclaration()
                declaration = []
                state = .text
                return
            }
            declaration.append(octet)
            guard declaration.count <= XMLScanner.declarationSize else {
                throw RRDPError(
                    .syntax, .xml("2.8"), "more than \(XMLScanner.declarationSize) octets of an XML declaration")
            }
        }
    }

    private static let encodings: Set<String> = ["us-ascii", "ascii", "utf-8", "utf8"]

    /// Fails when the declaration names an encoding that is neither US-ASCII nor UTF-8.
    private func checkDeclaration() throws(RRDPError) {
        let text = String(decoding: declaration, as: UTF8.self)
        guard let encoding = text.split(separator: "encoding", maxSplits: 1).dropFirst().first else { return }
        let parts = encoding.split(maxSplits: 2, omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
        guard parts.count == 3 else { return }
        guard XMLScanner.encodings.contains(parts[1].lowercased()) else {
            throw RRDPError(.encoding, .rfc8182("3.5"), "the encoding \(parts[1].prefix(60)), which is not US-ASCII")
        }
    }
}
