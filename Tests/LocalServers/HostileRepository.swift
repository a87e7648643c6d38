package import Foundation
internal import NumberResources
internal import RPKIObjects
internal import RPKIRepository
internal import RPKITesting

/// A trust anchor with one good CA, one hostile CA of each kind, and CAs whose servers never answer.
///
/// Each CA has a host of its own below `siege.test`, all of them at one web server; the silent ones name another port. What is
/// right in it does not depend on the hostile ones: the VRPs of ``good`` have to be served whatever the others do.
package struct HostileRepository {
    /// What a hostile CA does.
    package enum Kind: String, CaseIterable, Sendable {
        /// A notification file with one tag of very many attributes.
        case attributes
        /// A snapshot file with one tag of very many namespace declarations.
        case namespaces
        /// A snapshot file of very many folders with long names.
        case folders
        /// A snapshot file of very many small objects.
        case objects
        /// A snapshot file that publishes each URI twice.
        case twice
        /// VRPs that all cover each other, so that one route has thousands of reasons.
        case nested
        /// ROAs of as many prefixes as one may have.
        case payloads
        /// Few certificates that make very many publication points by trimming (RFC 8360).
        case points
        /// Very many files on one manifest, none of which is an object.
        case refused
        /// CAs one below another, each at a slow repository of its own.
        case chain
    }

    /// How large the hostile CAs are.
    package struct Scale: Sendable {
        package var attributes: Int
        package var files: Int
        package var payloads: Int
        package var levels: Int
        package var depth: Int

        /// What a test can afford.
        package static let small = Scale(attributes: 20_000, files: 2_000, payloads: 2_000, levels: 6, depth: 2)
        /// What stops a program that takes it as it comes.
        package static let large = Scale(attributes: 250_000, files: 60_000, payloads: 200_000, levels: 15, depth: 4)
    }

    package static let silentCount = 5
    /// The VRP of the good CA, as `AS,prefix` of a CSV.
    package static let good = "AS64496,192.0.2.0/24"
    /// Names of hosts below this are in the repository.
    package static let domain = "siege.test"

    /// The locator of the trust anchor.
    package let tal: String
    /// The names that have to lead to the web server.
    package let hosts: [String]

    /// Writes the files of the web server.
    ///
    /// - Parameters:
    ///   - root: The folder that the web server serves, for all hosts.
    ///   - port: The web server's.
    ///   - silentPort: Of a socket that accepts and never answers.
    package init(at root: String, port: Int, silentPort: Int, scale: Scale, date: Date) throws {
        var builder = HostileRepositoryBuilder(port: port, silentPort: silentPort, scale: scale, date: date)
        builder.addAuthorities()
        let built = try builder.plan.build()
        tal = built.tal
        hosts = builder.hosts
        let folder = URL(fileURLWithPath: root)
        var byHost: [String: [RsyncURI: [UInt8]]] = [:]
        for (text, octets) in built.files {
            if text.hasPrefix("https:") {
                try Data(octets).write(to: folder.appendingPathComponent("siege.cer"))
            } else if let uri = RsyncURI(text) {
                byHost[uri.host, default: [:]][uri] = octets
            }
        }
        for (host, files) in byHost {
            let name = String(host.prefix { $0 != "." })
            var writer = try RRDPWriter(
                folder: folder.appendingPathComponent(name).path, base: "https://\(host):\(port)/\(name)/")
            try writer.publish(all: files)
        }
        for kind in Kind.allCases {
            guard let document = HostileDocument(kind, scale, port: port) else { continue }
            try document.write(to: folder.appendingPathComponent(kind.rawValue))
        }
    }
}
