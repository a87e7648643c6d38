internal import CLibXML2
internal import RPKIObjects

/// Reads a document of elements, attributes and text as it arrives, with libxml2's push parser.
///
/// Nothing but the document is ever opened: no network, no DTD, no entity but the five of XML itself. A document type
/// declaration, any other entity and any processing instruction stop the parser, as does an octet that is not ASCII.
final class XMLReader {
    /// Octets that the parser receives per call: the most that a consumer of events has to hold.
    static let portion = 65_536

    private var context: xmlParserCtxtPtr?
    private unowned(unsafe) let events: any XMLEvents
    /// The first fault, ours before libxml2's.
    private var fault: RRDPError?
    private var isFinished = false
    private var openElements = 0
    private var isRootClosed = false
    private var scanner: XMLScanner

    /// - Parameters:
    ///   - events: the receiver of events; outlives the reader.
    ///   - limits: limits that are checked before libxml2 parses the octets.
    init(events: any XMLEvents, limits: RRDPLimits) {
        self.events = events
        scanner = XMLScanner(limits: limits)
        XMLReader.initialised
        var handler = XMLReader.callbacks
        context = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
        // The encoding a declaration names is of no interest: what is not ASCII is refused.
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
            | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        if context != nil { xmlCtxtUseOptions(context, Int32(options)) }
    }

    /// libxml2's own tables, made once and not by two threads at a time.
    private static let initialised: Void = xmlInitParser()

    deinit {
        xmlFreeParserCtxt(context)
    }

    /// The line that the parser has reached.
    var line: Int {
        guard let input = context?.pointee.input else { return 0 }
        return Int(input.pointee.line)
    }

    func read(_ bytes: Span<UInt8>) throws(RRDPError) {
        try bytes.withUnsafeBufferPointer { buffer throws(RRDPError) in
            var rest = buffer[...]
            while !rest.isEmpty {
                let portion = rest.prefix(XMLReader.portion)
                rest = rest.dropFirst(portion.count)
                try push(UnsafeBufferPointer(rebasing: portion), isLast: false)
            }
        }
    }

    /// Fails unless the document is complete.
    func finish() throws(RRDPError) {
        isFinished = true
        try push(UnsafeBufferPointer(start: nil, count: 0), isLast: true)
    }

    private func push(_ octets: UnsafeBufferPointer<UInt8>, isLast: Bool) throws(RRDPError) {
        if let fault { throw fault }
        do throws(RRDPError) {
            try scanner.scan(octets)
        } catch {
            // A fault that comes before is the one to report, however the document is cut into portions.
            try parse(UnsafeBufferPointer(rebasing: octets[..<scanner.tokenStart]), isLast: false)
            throw fail(error)
        }
        try parse(octets, isLast: isLast)
    }

    private func parse(_ octets: UnsafeBufferPointer<UInt8>, isLast: Bool) throws(RRDPError) {
        guard isLast || !octets.isEmpty else { return }
        let code = octets.withMemoryRebound(to: CChar.self) { characters in
            xmlParseChunk(context, characters.baseAddress, Int32(characters.count), isLast ? 1 : 0)
        }
        if let fault { throw fault }
        if code != 0 { throw fail(parserError(code)) }
    }

    /// Stops the parser for a fault that a callback found.
    func stop(_ error: RRDPError) {
        if fault == nil { fault = error }
        xmlStopParser(context)
    }

    private func fail(_ error: RRDPError) -> RRDPError {
        fault = error
        return error
    }

    private func parserError(_ code: Int32) -> RRDPError {
        var message = "error \(code)"
        var place = line
        if let error = xmlCtxtGetLastError(context) {
            place = Int(error.pointee.line)
            if let text = error.pointee.message { message = String(cString: text) }
        }
        let detail = message.split(separator: "\n").joined(separator: "; ")
        if code == XML_ERR_UNDECLARED_ENTITY.rawValue || code == XML_WAR_UNDECLARED_ENTITY.rawValue {
            return RRDPError(.entity, .xml("4.1"), line: place, detail)
        }
        if isFinished, !isRootClosed {
            return RRDPError(.truncated, .xml("2.1"), line: place, "the document ends too early: " + detail)
        }
        return RRDPError(.syntax, .xml("2.1"), line: place, detail)
    }
}

extension XMLReader {
    private static func reader(_ context: UnsafeMutableRawPointer?) -> XMLReader? {
        context.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The functions that libxml2 calls. What is not set here, libxml2 omits: it builds no tree and keeps no
    /// declaration.
    private static var callbacks: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
            guard let reader = XMLReader.reader(context), let name, reader.fault == nil else { return }
            reader.openElements += 1
            reader.events.start(
                XMLName(name: name, namespace: namespace), XMLAttributes(count: Int(count), values: attributes),
                reader)
        }
        handler.endElementNs = { context, name, _, _ in
            guard let reader = XMLReader.reader(context), reader.fault == nil else { return }
            reader.openElements -= 1
            reader.isRootClosed = reader.openElements == 0
            reader.events.end(reader)
        }
        let text: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<xmlChar>?, Int32) -> Void = {
            context, octets, count in
            guard let reader = XMLReader.reader(context), reader.fault == nil else { return }
            reader.events.text(UnsafeBufferPointer(start: octets, count: Int(count)), reader)
        }
        handler.characters = text
        // The same function, so that libxml2 need not find out which of the two it is.
        handler.ignorableWhitespace = text
        handler.cdataBlock = text
        handler.internalSubset = { context, _, _, _ in
            guard let reader = XMLReader.reader(context) else { return }
            reader.stop(
                RRDPError(
                    .documentType, .rfc8182("3.5"), line: reader.line,
                    "a document type declaration, which RRDP does not allow"))
        }
        handler.reference = { context, name in
            guard let reader = XMLReader.reader(context) else { return }
            let entity = name.map { String(cString: $0).prefix(100) } ?? ""
            reader.stop(RRDPError(.entity, .xml("4.1"), line: reader.line, "the entity \(entity) is not declared"))
        }
        handler.processingInstruction = { context, target, _ in
            guard let reader = XMLReader.reader(context) else { return }
            let name = target.map { String(cString: $0).prefix(100) } ?? ""
            reader.stop(
                RRDPError(.instruction, .rfc8182("3.5"), line: reader.line, "a processing instruction \(name)"))
        }
        return handler
    }
}
