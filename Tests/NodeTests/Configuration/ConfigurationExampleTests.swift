import ConfigurationKeys
import Foundation
import Node
import TestSupport
import Testing

@Suite("The table of keys") struct ConfigurationExampleTests {
    private static let package: URL = {
        var package = URL(fileURLWithPath: #filePath)
        repeat {
            package.deleteLastPathComponent()
        } while package.path != "/"
            && !FileManager.default.fileExists(atPath: package.appending(path: "Package.swift").path)
        return package
    }()

    @Test("The example says nothing but defaults")
    func exampleIsDefaults() {
        let reading = ConfigurationReading<NodeConfiguration>(NodeConfiguration.example)
        #expect(reading.problems.isEmpty)
        #expect(reading.configuration == NodeConfiguration())
        #expect(reading.configuration.changes(from: NodeConfiguration()).isEmpty)
    }

    @Test("The example writes every key, each on a line of its own after its explanation")
    func exampleIsComplete() {
        let lines = NodeConfiguration.example.split(separator: "\n")
        let values = lines.filter { !$0.drop { $0 == " " }.hasPrefix("#") && !$0.hasSuffix(":") }
        #expect(values.count == NodeConfiguration.keys.count)
        #expect(lines.allSatisfy { $0.count <= 130 })
        for key in NodeConfiguration.keys {
            #expect(lines.contains { $0.hasSuffix("# " + key.summary) }, "\(key.name)")
        }
    }

    @Test("A key that is written with its default reads as the default", arguments: NodeConfiguration.keys.map(\.name))
    func defaultsAreInRange(name: String) throws {
        let key = try #require(NodeConfiguration.keys.first { $0.name == name })
        let parts = name.split(separator: ".")
        let text = parts.enumerated().map { depth, part in String(repeating: " ", count: depth) + part + ":" }
        let reading = ConfigurationReading<NodeConfiguration>(text.joined(separator: "\n") + " " + key.standard)
        #expect(reading.errors.isEmpty)
        #expect(reading.configuration == NodeConfiguration())
    }

    @Test("Names and environment variables are unique, and names are words with hyphens")
    func names() {
        #expect(Set(NodeConfiguration.keys.map(\.name)).count == NodeConfiguration.keys.count)
        #expect(Set(NodeConfiguration.keys.map(\.environmentVariable)).count == NodeConfiguration.keys.count)
        for key in NodeConfiguration.keys {
            #expect(key.name.allSatisfy { $0.isLowercase || $0 == "-" || $0 == "." }, "\(key.name)")
            #expect(key.summary.hasSuffix("."), "\(key.name)")
        }
        #expect(
            NodeConfiguration.keys.first { $0.name == "rtr.tls.client-ca" }?.environmentVariable
                == "ATALAYA_RTR_TLS_CLIENT_CA")
    }

    @Test(
        "What the tree has of the keys is what is made from them",
        arguments: [
            ("Packaging/atalaya.yaml", NodeConfiguration.example),
            ("Docs/Configuration.md", NodeConfiguration.reference),
        ])
    func documents(path: String, text: String) throws {
        let file = Self.package.appending(path: path)
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "make docs")
    }

    @Test("The reference has every key in the table of its section")
    func reference() {
        let tables = NodeConfiguration.reference.components(separatedBy: "\n## `").dropFirst()
        #expect(
            tables.map { $0.prefix { $0 != "`" } } == [
                "state", "log", "backup", "rpki", "rtr", "http", "metrics", "console", "watch", "readiness",
            ])
        for key in NodeConfiguration.keys {
            let table = tables.first { $0.hasPrefix(key.name.prefix { $0 != "." } + "`") }
            #expect(table?.contains("\n| `\(key.name)` | ") == true, "\(key.name)")
        }
    }
}
