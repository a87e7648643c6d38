import Foundation
import SecurityEvents
import TestSupport
import Testing

@Suite("Reference Security Incident Taxonomy") struct TaxonomyTests {
    private struct Taxonomy: Decodable {
        struct Name: Decodable {
            var value: String
            var expanded: String
        }

        struct Values: Decodable {
            var predicate: String
            var entry: [Name]
        }

        var version: Int
        var predicates: [Name]
        var values: [Values]
    }

    private static let file = SharedData.root.appending(path: "cert/rsit/machinev1")

    private static let isThere = FileManager.default.fileExists(atPath: file.path)

    @Test("classes and types are those of version 1003", .enabled(if: isThere, "../shared/data is absent"))
    func complete() throws {
        let taxonomy = try JSONDecoder().decode(Taxonomy.self, from: Data(contentsOf: TaxonomyTests.file))
        #expect(taxonomy.version == 1003)
        #expect(taxonomy.predicates.map(\.value) == IncidentClass.allCases.map(\.rawValue))
        #expect(taxonomy.predicates.map(\.expanded) == IncidentClass.allCases.map(\.title))
        for values in taxonomy.values {
            let types = try #require(IncidentClass(rawValue: values.predicate)).types
            #expect(values.entry.map(\.value) == types.map(\.rawValue))
            #expect(values.entry.map(\.expanded) == types.map(\.title))
        }
        #expect(taxonomy.values.reduce(0) { $0 + $1.entry.count } == IncidentType.allCases.count)
    }

    @Test("a type is named with its class", arguments: IncidentType.allCases) func pairs(_ type: IncidentType) {
        #expect(IncidentType(class: type.incidentClass.rawValue, type: type.rawValue) == type)
        let other: IncidentClass = type.incidentClass == .fraud ? .vulnerable : .fraud
        #expect(IncidentType(class: other.rawValue, type: type.rawValue) == nil)
    }

    @Test(
        "names of domains",
        arguments: [
            ("Example.NET.", "example.net"), ("_dmarc.example.net", "_dmarc.example.net"), ("a-b.c", "a-b.c"), ("", ""),
            (".", ""), ("-a.net", ""), ("a-.net", ""), ("a..b", ""), ("bücher.example", ""),
            (String(repeating: "a", count: 64) + ".net", ""), (String(repeating: "a.", count: 127) + "aa", ""),
        ]) func domains(_ text: String, _ name: String)
    {
        #expect((DomainName(text)?.description ?? "") == name)
    }
}
