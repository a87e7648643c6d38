import NumberResources
import TestSupport
import Testing
import ValidatedPayloads

@Suite("PayloadReader")
struct PayloadReaderTests {
    @Test(
        "What is written is read again, whatever the chunks",
        arguments: PayloadFormat.allCases.filter(\.isReadable), [1, 7, 64, 1 << 20])
    func roundTrip(format: PayloadFormat, chunkSize: Int) throws {
        let set = fullSet()
        let bytes = written(set, as: format, at: 1_753_003_893)
        let document = try PayloadReader().read(chunks: chunks(bytes, of: chunkSize))
        #expect(document.format == format)
        #expect(document.rejectionCount == 0)
        #expect(document.set.vrps == set.vrps)
        switch format {
        case .csv, .csvcompat, .csvext, .rpkiClientCSV: break
        case .slurm: #expect(document.set.routerKeys == set.routerKeys)
        default: #expect(document.set.hasSameContent(as: set))
        }
        // SLURM has no trust anchors, and jsonext no expiry by which sources are ordered.
        if ![.slurm, .slurm2, .jsonext].contains(format) {
            #expect(text(written(document.set, as: format, at: 1_753_003_893)) == text(bytes))
        }
    }

    @Test("The time of making is read")
    func generated() throws {
        for format in [PayloadFormat.json, .jsonext, .rpkiClientJSON] {
            let bytes = written(fullSet(), as: format, at: 1_753_003_893)
            #expect(try PayloadReader().read(bytes).generated == at(1_753_003_893))
        }
        #expect(try PayloadReader().read(written(fullSet(), as: .csv)).generated == nil)
    }

    @Test("Sources survive jsonext")
    func extendedSources() throws {
        let document = try PayloadReader().read(written(fullSet(), as: .jsonext))
        let sources = try #require(document.set.sources(of: vrp("192.0.2.0/24 64496")))
        #expect(sources.contains(.exception(path: "/etc/a \"b\"\\c.json", comment: "tab\there")))
        guard case .object(let object) = sources.first(where: { $0.trustAnchor == "ripe" }) else {
            Issue.record("no object")
            return
        }
        #expect(object.uri == "rsync://rpki.example.net/repository/a/b.roa")
        #expect(object.validity == PayloadValidity(notBefore: at(1_700_000_000), notAfter: at(1_800_000_000)))
        #expect(object.stale == at(1_755_000_000))
    }

    @Test(
        "Old and odd forms mean the same",
        arguments: [
            #"{"roas":[{"asn":"AS64496","prefix":"192.0.2.0/24","maxLength":24,"ta":"RIPE NCC RPKI Root"}]}"#,
            #"{"roas":[{"asn":"64496","prefix":"192.0.2.0/24","maxLength":24}]}"#,
            #"{"roas":[{"asn":64496,"prefix":"192.0.2.0/24","maxLength":24,"new":[{"deep":{}}]}],"more":null}"#,
            #"{"metadata":{"counts":12,"generated":"x"},"roas":[{"prefix":"192.0.2.0\/24","asn":"as64496"}]}"#,
            "ASN,IP Prefix,Max Length,Trust Anchor\r\nAS64496,192.0.2.0/24,24,ripe\r\n",
            "\u{feff}ASN,IP Prefix,Max Length\n64496,192.0.2.0/24,24",
            "prefix,maxlength,asn\n192.0.2.0/24,,AS64496\n\n",
            "\"ASN\",\"IP Prefix\",\"Max Length\",\"Trust Anchor\"\n\"AS64496\",\"192.0.2.0/24\",24,\"a,b\"\n",
        ])
    func oldForms(file: String) throws {
        let document = try PayloadReader().read(Array(file.utf8))
        #expect(document.set.vrps == [vrp("192.0.2.0/24 64496")])
        #expect(document.rejectionCount == 0)
    }

    @Test("rpki-client once had ASPAs for each address family; they are merged")
    func providerAuthorizations() throws {
        let file = """
            {"metadata":{"buildtime":"2023-01-01T00:00:00Z"},"roas":[],"provider_authorizations":{
            "ipv4":[{"customer_asid":1,"expires":10,"providers":[2,3]}],
            "ipv6":[{"customer_asid":1,"expires":9,"providers":[3,4]}]}}
            """
        let document = try PayloadReader().read(Array(file.utf8))
        #expect(document.format == .rpkiClientJSON)
        #expect(document.set.aspas == [aspa(1, 2, 3, 4)])
        #expect(document.set.aspaRows[0].sources.first?.expires == at(9))
    }

    @Test(
        "A row that says nothing valid is named, and its neighbours are taken",
        arguments: [
            (#"{"asn":1,"prefix":"10.0.0.1/8","maxLength":8}"#, .invalidPrefix),
            (#"{"asn":1,"prefix":"10.0.0.0/33","maxLength":8}"#, .invalidPrefix),
            (#"{"asn":1,"prefix":7,"maxLength":8}"#, .invalidPrefix),
            (#"{"asn":4294967296,"prefix":"10.0.0.0/8","maxLength":8}"#, .invalidASN),
            (#"{"asn":-1,"prefix":"10.0.0.0/8","maxLength":8}"#, .invalidASN),
            (#"{"asn":1.0,"prefix":"10.0.0.0/8","maxLength":8}"#, .invalidASN),
            (#"{"asn":"ASX","prefix":"10.0.0.0/8","maxLength":8}"#, .invalidASN),
            (#"{"asn":null,"prefix":"10.0.0.0/8","maxLength":8}"#, .invalidASN),
            (#"{"asn":1,"prefix":"10.0.0.0/8","maxLength":7}"#, .invalidMaxLength),
            (#"{"asn":1,"prefix":"10.0.0.0/8","maxLength":33}"#, .invalidMaxLength),
            (#"{"asn":1,"prefix":"10.0.0.0/8","maxLength":"8"}"#, .invalidMaxLength),
            (#"{"asn":1,"prefix":"10.0.0.0/8","maxLength":18446744073709551616}"#, .invalidMaxLength),
            (#"{"asn":1,"maxLength":8}"#, .missingField),
            (#"{"asn":1,"asn":2,"prefix":"10.0.0.0/8","maxLength":8}"#, .duplicateField),
            (#"{"asn":1,"prefix":"10.0.0.0/8","maxLength":8,"ta":1}"#, .invalidTrustAnchor),
            (#"{"asn":1,"prefix":"10.0.0.0/8","maxLength":8,"expires":-5}"#, .invalidTime),
            (#"{"asn":1,"prefix":"10.0.0.0/8","maxLength":8,"expires":253402300800}"#, .invalidTime),
            (#"{"asn":1,"prefix":"10.0.0.0/8","maxLength":8,"source":[1]}"#, .invalidSource),
            (#"{"asn":1,"prefix":"10.0.0.0/8","maxLength":8,"source":{"type":"roa"}}"#, .invalidSource),
            (#"{"asn":1,"prefix":"10.0.0.0/8","maxLength":8,"source":[],"source":[]}"#, .duplicateField),
            (
                #"{"asn":1,"prefix":"10.0.0.0/8","maxLength":8,"source":[{"type":"roa","tal":"a","tal":"b"}]}"#,
                .invalidSource
            ),
            (#"[1]"#, .invalidRow),
            (#""text""#, .invalidRow),
        ] as [(String, RejectedRow.Code)])
    func rejectedJSON(row: String, code: RejectedRow.Code) throws {
        let file =
            "{\"roas\": [\n{\"asn\":1,\"prefix\":\"11.0.0.0/8\",\"maxLength\":8},\n  \(row),\n"
            + "{\"asn\":1,\"prefix\":\"12.0.0.0/8\",\"maxLength\":8}]}"
        let document = try PayloadReader().read(Array(file.utf8))
        #expect(document.set.vrps == [vrp("11.0.0.0/8 1"), vrp("12.0.0.0/8 1")])
        #expect(document.rejections.map(\.code) == [code])
        #expect(document.rejections.first?.line == 3)
        #expect(document.rejections.first.map { Array(file.utf8)[$0.offset] } == row.utf8.first)
    }

    @Test(
        "Router keys and ASPAs are rejected as VRPs are",
        arguments: [
            (#""aspas":[{"customer":"AS1","providers":[]}]"#, .invalidProviders),
            (#""aspas":[{"customer":"AS1","providers":["AS2(v4)"]}]"#, .invalidProviders),
            (#""aspas":[{"customer":"AS1","providers":"AS2"}]"#, .invalidProviders),
            (#""aspas":[{"customer":"AS0","providers":["AS2"]}]"#, .invalidASN),
            (#""aspas":[{"providers":["AS2"]}]"#, .missingField),
            (#""bgpsec_keys":[{"asn":1,"ski":"00","pubkey":"AAAA"}]"#, .invalidKeyIdentifier),
            (
                #""bgpsec_keys":[{"asn":1,"ski":"zz00000000000000000000000000000000000000","pubkey":"AAAA"}]"#,
                .invalidKeyIdentifier
            ),
            (#""bgpsec_keys":[{"asn":1,"ski":"0000000000000000000000000000000000000000","pubkey":"AAA"}]"#, nil),
            (
                #""bgpsec_keys":[{"asn":1,"ski":"0000000000000000000000000000000000000000","pubkey":"A"}]"#,
                .invalidPublicKey
            ),
            (
                #""bgpsec_keys":[{"asn":1,"ski":"0000000000000000000000000000000000000000","pubkey":""}]"#,
                .invalidPublicKey
            ),
        ] as [(String, RejectedRow.Code?)])
    func rejectedOthers(member: String, code: RejectedRow.Code?) throws {
        let document = try PayloadReader().read(Array("{\(member)}".utf8))
        #expect(document.rejections.map(\.code) == (code.map { [$0] } ?? []))
    }

    @Test(
        "Rows of CSV are rejected alike",
        arguments: [
            ("AS1,10.0.0.0/8", .invalidRow), ("AS1,10.0.0.0/8,8,ta,9,x", .invalidRow),
            ("\"AS1,10.0.0.0/8,8,ta,9", .invalidRow), ("AS1\",10.0.0.0/8,8,ta,9", .invalidRow),
            ("AS1,10.0.0.0/8,\"8\"x,ta,9", .invalidRow), ("X,10.0.0.0/8,8,ta,9", .invalidASN),
            ("AS1,10.0.0.0,8,ta,9", .invalidPrefix), ("AS1,10.0.0.0/8,7,ta,9", .invalidMaxLength),
            ("AS1,10.0.0.0/8,+8,ta,9", .invalidMaxLength), ("AS1,10.0.0.0/8,8,ta,soon", .invalidTime),
        ] as [(String, RejectedRow.Code)])
    func rejectedCSV(row: String, code: RejectedRow.Code) throws {
        let file =
            "ASN,IP Prefix,Max Length,Trust Anchor,Expires\nAS1,11.0.0.0/8,8,ta,9\n\(row)\nAS1,12.0.0.0/8,8,ta,9\n"
        let document = try PayloadReader().read(Array(file.utf8))
        #expect(document.set.vrps == [vrp("11.0.0.0/8 1"), vrp("12.0.0.0/8 1")])
        #expect(document.rejections.map(\.code) == [code])
        #expect(document.rejections.first?.line == 3)
        #expect(document.rejections.first?.offset == 68)
    }

    @Test(
        "A file that is none is refused as a whole",
        arguments: [
            ("", .unknownFormat), ("  \n ", .unknownFormat), ("hello", .unknownFormat), ("[]", .unknownFormat),
            ("a,b,c\n1,2,3\n", .unknownFormat), ("ASN,ASN,prefix\n", .unknownFormat), ("{", .invalidJSON),
            ("{\"roas\":[", .invalidJSON), ("{\"roas\":[]}x", .invalidJSON), ("{}", .unexpectedStructure),
            ("{\"something\":1}", .unexpectedStructure), ("{\"roas\":{}}", .unexpectedStructure),
            ("{\"roas\":[],\"roas\":[]}", .unexpectedStructure),
            ("{\"roas\":[],\"metadata\":{\"generated\":1,\"generated\":2}}", .unexpectedStructure),
            ("{\"provider_authorizations\":{\"ipv4\":[],\"ipv4\":[]}}", .unexpectedStructure),
            ("{\"slurmVersion\":3}", .invalidSLURM),
            (
                #"{"slurmVersion":1,"validationOutputFilters":{"prefixFilters":[{"asn":1}],"bgpsecFilters":[]},"#
                    + #""locallyAddedAssertions":{"prefixAssertions":[],"bgpsecAssertions":[]}}"#, .slurmHasFilters
            ),
        ] as [(String, PayloadReadError.Code)])
    func refused(file: String, code: PayloadReadError.Code) {
        let error = #expect(throws: PayloadReadError.self) { try PayloadReader().read(Array(file.utf8)) }
        #expect(error?.code == code)
    }

    @Test("A format that cannot be read says so", arguments: PayloadFormat.allCases.filter { !$0.isReadable })
    func unreadable(format: PayloadFormat) {
        let error = #expect(throws: PayloadReadError.self) { try PayloadReader().read([], format: format) }
        #expect(error?.code == .unreadableFormat)
    }

    @Test("Size, rows, and the length of lines and strings are bounded")
    func limits() {
        let bytes = written(fullSet(), as: .json)
        let csv = written(fullSet(), as: .csv)
        func code(_ bytes: [UInt8], _ change: (inout PayloadReader.Limits) -> Void) -> PayloadReadError.Code? {
            var limits = PayloadReader.Limits()
            change(&limits)
            do {
                _ = try PayloadReader(limits: limits).read(bytes)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code(bytes) { $0.size = 100 } == .limitExceeded)
        #expect(code(bytes) { $0.rows = 2 } == .limitExceeded)
        #expect(code(bytes) { $0.token = 10 } == .limitExceeded)
        #expect(code(csv) { $0.size = 50 } == .limitExceeded)
        #expect(code(csv) { $0.rows = 1 } == .limitExceeded)
        #expect(code(csv) { $0.token = 20 } == .limitExceeded)
        #expect(code(bytes) { _ in } == nil)
        let deep = "{\"roas\":" + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}"
        #expect(code(Array(deep.utf8)) { _ in } == .limitExceeded)
    }

    @Test("Rejections are all counted and some described")
    func manyRejections() throws {
        var reader = PayloadReader()
        reader.limits.describedRejections = 3
        let document = try reader.read(Array(("asn,prefix\n" + String(repeating: "x,y\n", count: 10)).utf8))
        #expect(document.rejectionCount == 10)
        #expect(document.rejections.map(\.line) == [2, 3, 4])
    }

    @Test("What the source of the octets throws ends the reading", arguments: [0, 70_000])
    func failingInput(after count: Int) {
        struct Gone: Error {}
        var given = false
        let error = #expect(throws: PayloadReadError.self) {
            try PayloadReader().read {
                if given || count == 0 { throw Gone() }
                given = true
                return Array("{\"roas\":[".utf8) + [UInt8](repeating: 0x20, count: count)
            }
        }
        #expect(error?.code == .inputFailed)
    }

    @Test(
        "Whatever is changed in a file, reading ends with a set or a typed error", arguments: [21, 22, 23] as [UInt64])
    func mutations(seed: UInt64) {
        var generator = SeededGenerator(seed)
        for format in PayloadFormat.allCases where format.isReadable {
            let original = written(fullSet(), as: format)
            for _ in 0..<300 {
                var bytes = original
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    let position = Int.random(in: 0..<bytes.count, using: &generator)
                    switch Int.random(in: 0..<5, using: &generator) {
                    case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
                    case 1: bytes.remove(at: position)
                    case 2: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: position)
                    case 3: bytes.removeSubrange(position..<min(bytes.count, position + 20))
                    default: bytes[position] = Array("{}[]\",:\\/0-.eAu\n".utf8).randomElement(using: &generator) ?? 0
                    }
                    if bytes.isEmpty { bytes = [0] }
                }
                let whole = try? PayloadReader().read(bytes)
                let parts = try? PayloadReader().read(chunks: chunks(bytes, of: 13))
                #expect(whole?.set.vrps == parts?.set.vrps)
                #expect(whole?.rejections == parts?.rejections)
            }
        }
    }
}
