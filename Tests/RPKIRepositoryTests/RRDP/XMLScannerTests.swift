import CLibXML2
import Foundation
import TestSupport
import Testing

@testable import RPKIRepository

@Suite("Limits before the XML parser")
struct XMLScannerTests {
    private static let one = RRDPText.publish("a.cer", [1, 2, 3, 4])

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let code: RRDPError.Code
        let limit: RepositoryLimit?

        init(_ name: String, _ text: String, _ code: RRDPError.Code, _ limit: RepositoryLimit? = nil) {
            (testDescription, self.text, self.code, self.limit) = (name, text, code, limit)
        }
    }

    private static func publish(_ attributes: String) -> String {
        RRDPText.root("snapshot", "<publish uri=\"rsync://rpki.example.net/repo/a\" \(attributes)>AAAA</publish>")
    }

    private static func attributes(_ count: Int, _ text: (Int) -> String) -> String {
        (0..<count).map(text).joined(separator: " ")
    }

    private static func long(_ count: Int) -> String { String(repeating: "x", count: count) }

    static let cases: [Case] = [
        Case("attributes", publish(attributes(5_000) { "a\($0)=\"\"" }), .count, .attributes),
        Case("attributes in apostrophes", publish(attributes(20) { "a\($0)=''" }), .count, .attributes),
        Case("attributes with > in them", publish(attributes(20) { "a\($0)='>'" }), .count, .attributes),
        Case("attributes around =", publish(attributes(20) { "a\($0) =\n''" }), .count, .attributes),
        Case("attributes without space", publish((0..<20).map { "a\($0)=''" }.joined()), .count, .attributes),
        Case("the same attribute", publish(attributes(20) { _ in "a=''" }), .count, .attributes),
        Case("namespaces", publish(attributes(2_000) { "xmlns:a\($0)='u'" }), .count, .namespaces),
        Case("the same namespace", publish(attributes(20) { _ in "xmlns='u'" }), .count, .namespaces),
        Case("a tag", publish(attributes(7) { "a\($0)='\(long(6000))'" }), .size, .tagSize),
        Case("a tag of white space", publish(String(repeating: " ", count: 40_000)), .size, .tagSize),
        Case(
            "an end tag", RRDPText.root("snapshot", one + "</a" + String(repeating: "\n", count: 40_000)), .size,
            .tagSize),
        Case("the name of an element", "<" + long(300), .size, .nameSize),
        Case("the name of an attribute", publish(long(300) + "=''"), .size, .nameSize),
        Case("the name of an entity", RRDPText.root("snapshot", "&" + long(300)), .size, .nameSize),
        Case("a comment", RRDPText.root("snapshot", "<!--" + long(70_000) + "-->"), .size, .commentSize),
        Case("text", RRDPText.root("snapshot", String(repeating: " ", count: 130_000)), .size, .textSize),
        Case(
            "a section", RRDPText.root("snapshot", "<![CDATA[" + String(repeating: " ", count: 130_000) + "]]>"),
            .size, .textSize),
        Case("a document type", "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", .documentType),
        Case("another declaration", "<!ELEMENT a ANY><a/>", .syntax),
        Case("half a section", RRDPText.root("snapshot", "<![CDATA" + one), .syntax),
        Case("a processing instruction", RRDPText.root("snapshot", "<?a " + long(100_000) + "?>"), .instruction),
        Case("a second declaration", RRDPText.root("snapshot", one) + "<?xml version=\"1.0\"?>", .instruction),
        Case("a < in a tag", publish("a='<'"), .syntax),
        Case("an XML declaration", "<?xml version=\"1.0\" " + String(repeating: " ", count: 2000) + "?><a/>", .syntax),
        Case("UTF-16 by name", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + publish("a='b'"), .encoding),
        Case("EBCDIC by name", "<?xml version='1.0' encoding='ebcdic-cp-us'?>" + publish("a='b'"), .encoding),
    ]

    @Test("is refused, however it is cut", arguments: cases)
    func refused(test: Case) throws {
        let octets = Array(test.text.utf8)
        var limits = RRDPLimits()
        limits.textSize = 100_000
        limits.objectSize = 10_000
        for chunk in [Int.max, 65_535, 4096, 509, 7, 1] where chunk > 100 || octets.count < 10_000 {
            let error = try #require(throws: RRDPError.self) {
                try RRDPText.elements(.snapshot, octets, chunk: chunk, limits: limits)
            }
            #expect(error.code == test.code, "\(error)")
            #expect(error.limit == test.limit, "\(error)")
        }
        let error = try #require(throws: RRDPError.self) { try RRDPText.decode(test.text, limits: limits) }
        if test.limit != nil { #expect(error.code != .syntax, "\(error)") }
    }

    @Test("Many attributes and namespaces take no time", arguments: ["a%d=\"\"", "xmlns:a%d=\"u\""])
    func time(format: String) throws {
        let text = Self.publish(Self.attributes(250_000) { format.replacingOccurrences(of: "%d", with: "\($0)") })
        let octets = Array(text.utf8)
        let start = Self.processorTime
        #expect(throws: RRDPError.self) { try RRDPText.elements(.snapshot, octets) }
        #expect(throws: RRDPError.self) { try RRDPText.decode(text) }
        #expect(Self.processorTime - start < 2)
    }

    /// Seconds that this thread has worked.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test("Other encodings are refused by their octets", arguments: ["utf16le", "utf16be", "utf32", "bom", "latin1"])
    func encodings(name: String) throws {
        let text = RRDPText.root("snapshot", Self.one)
        let octets: [UInt8] =
            switch name {
            case "utf16le": text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
            case "utf16be": text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
            case "utf32": text.utf8.flatMap { [0, 0, 0, $0] }
            case "bom": [0xef, 0xbb, 0xbf] + Array(text.utf8)
            default: Array(text.utf8) + [0x3c, 0x21, 0x2d, 0x2d, 0xe9, 0x2d, 0x2d, 0x3e]
            }
        for chunk in [Int.max, 3] {
            let error = try #require(throws: RRDPError.self) {
                try RRDPText.elements(.snapshot, octets, chunk: chunk)
            }
            #expect(error.code == .encoding)
        }
    }

    @Test("What is within the limits is read")
    func within() throws {
        let comment = "<!--" + Self.long(60_000) + "- > -->"
        let text =
            "<?xml version=\"1.0\" encoding='us-ascii' standalone=\"yes\"?>\n<!-- a > b -->"
            + RRDPText.root("snapshot", comment + Self.one.replacing("uri=", with: "\n\turi =\n") + "<!---->")
            .replacing("<snapshot ", with: "<snapshot xmlns:a='u' xmlns:b=\"v>\" ")
        for chunk in [Int.max, 1000, 7, 1] {
            let elements = try RRDPText.elements(.snapshot, Array(text.utf8), chunk: chunk)
            #expect(elements.count == 1)
        }
    }

    @Test("The line of a fault is that of the octet at which it is found")
    func line() throws {
        let text = RRDPText.root(
            "snapshot", "\n\n" + Self.one + "\n<publish \n\n" + Self.attributes(9) { "a\($0)=''\n" })
        for chunk in [Int.max, 100, 1] {
            let error = try #require(throws: RRDPError.self) {
                try RRDPText.elements(.snapshot, Array(text.utf8), chunk: chunk)
            }
            #expect(error.limit == .attributes)
            #expect(error.line == 14)
        }
    }

    // MARK: Against libxml2's own view

    /// Whether libxml2 takes the document, and the most attributes and namespaces that a tag of it has.
    private func tree(_ octets: [UInt8]) -> (attributes: Int, namespaces: Int)? {
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        let document = octets.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil, nil, options)
        }
        guard let document else { return nil }
        defer { xmlFreeDoc(document) }
        var most = (attributes: 0, namespaces: 0)
        func visit(_ node: xmlNodePtr?) {
            var node = node
            while let current = node {
                if current.pointee.type == XML_ELEMENT_NODE {
                    var count = 0
                    var attribute = current.pointee.properties
                    while let next = attribute {
                        count += 1
                        attribute = next.pointee.next
                    }
                    most.attributes = max(most.attributes, count)
                    count = 0
                    var namespace = current.pointee.nsDef
                    while let next = namespace {
                        count += 1
                        namespace = next.pointee.next
                    }
                    most.namespaces = max(most.namespaces, count)
                    visit(current.pointee.children)
                }
                node = current.pointee.next
            }
        }
        visit(xmlDocGetRootElement(document))
        return most
    }

    private static let pieces = [
        "<", ">", "</", "/>", "\"", "'", "=", " ", "\n", "a", "b", "xmlns", "xmlns:", ":", "<a ", "<b>", "</a>", "</b>",
        "<!--", "-->", "--", "-", "<![CDATA[", "]]>", "]", "&#65;", "&lt;", "&x;", " x=\"1\"", " y='>'", " z=\"'\"",
        " xmlns:p='u'", " xmlns=\"v\"", "<a x='1' y=\"2\"/>", "text", "<?b?>",
    ]

    @Test("No document that libxml2 takes has more attributes than were counted", arguments: 0..<40)
    func differential(round: Int) throws {
        var generator = SeededGenerator(UInt64(round) + 77)
        var taken = 0
        for _ in 0..<500 {
            var text = ""
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                text += Self.pieces.randomElement(using: &generator) ?? ""
            }
            // Mostly within an element, so that many are well-formed.
            if Bool.random(using: &generator) { text = "<a>" + text + "</a>" }
            if Bool.random(using: &generator) {
                text = "<a x='1'" + text.replacing("<", with: "") + "/>"
            }
            let octets = Array(text.utf8)
            guard let most = tree(octets), !text.contains("<?") else { continue }
            taken += 1
            for chunk in [Int.max, 1, 3] {
                #expect(Self.passes(octets, most.attributes, most.namespaces, chunk: chunk), "\(text)")
                if most.attributes > 0 {
                    #expect(!Self.passes(octets, most.attributes - 1, most.namespaces, chunk: chunk), "\(text)")
                }
                if most.namespaces > 0 {
                    #expect(!Self.passes(octets, most.attributes, most.namespaces - 1, chunk: chunk), "\(text)")
                }
            }
        }
        #expect(taken > 5)
    }

    /// Whether the scanner finds the document within limits.
    private static func passes(_ octets: [UInt8], _ attributes: Int, _ namespaces: Int, chunk: Int) -> Bool {
        var limits = RRDPLimits()
        limits.attributes = attributes
        limits.namespaces = namespaces
        var scanner = XMLScanner(limits: limits)
        do throws(RRDPError) {
            var rest = octets[...]
            while !rest.isEmpty {
                let portion = Array(rest.prefix(chunk))
                rest = rest.dropFirst(portion.count)
                try portion.withUnsafeBufferPointer { buffer throws(RRDPError) in try scanner.scan(buffer) }
            }
            return true
        } catch {
            #expect(error.limit != nil, "\(error)")
            return false
        }
    }
}
