internal import Fetching
package import Foundation
internal import NumberResources
package import RPKIObjects
package import RPKIRepository
package import RPKITesting

/// A repository of a trust anchor, an ISP and its customer, published over RRDP by nginx; the trust anchor's certificate
/// is there too.
package final class Laboratory {
    package static let now = Date(timeIntervalSince1970: 1_780_000_000)

    package let authority: TestAuthority
    package let server: NginxServer
    package var plan: RepositoryPlan
    package let isp: AuthorityID
    package private(set) var repository: TestRepository
    package private(set) var writer: RRDPWriter

    /// - Parameters:
    ///   - date: when the repository is right.
    ///   - host: host and port of its rsync URIs.
    ///   - module: the module of its rsync URIs.
    ///   - members: how many CAs there are below the trust anchor besides.
    package init(
        at date: Date = Laboratory.now, host: String = "rpki.example.net", module: String = "repository",
        members: Int = 0, directives: String = ""
    ) throws {
        authority = try TestAuthority()
        server = try NginxServer(authority.server(), directives: directives)
        var plan = RepositoryPlan(trustAnchor: "lab", host: host, module: module, at: date)
        plan.trustAnchorURIs.insert(server.uri("lab.cer"), at: 0)
        isp = plan.addCA("isp", resources: "AS64496-AS64500 192.0.2.0/24")
        plan.addROA(in: isp, asn: 64496, ["192.0.2.0/24"])
        let customer = plan.addCA("customer", in: isp, resources: "AS64500 192.0.2.0/26")
        plan.addROA(in: customer, asn: 64500, ["192.0.2.0/26"])
        for index in 0..<members {
            let member = plan.addCA("member-\(index)", resources: Resources("AS64510 10.\(index).0.0/16"))
            plan.addROA(in: member, asn: 64510, [ROAPrefix(stringLiteral: "10.\(index).0.0/16")])
        }
        for authority in plan.allAuthorities { plan[authority].notify = server.uri("notification.xml") }
        self.plan = plan
        repository = try plan.build()
        writer = try RRDPWriter(folder: server.root, base: server.uri(""))
        try publish()
    }

    /// Publishes the plan as it is now: what has changed, as one change.
    package func publish() throws {
        repository = try plan.build()
        var current: [RsyncURI: [UInt8]] = [:]
        for (text, octets) in repository.files {
            if text.hasPrefix("https:") {
                // What has not changed keeps its time.
                let file = URL(fileURLWithPath: server.root + "/lab.cer")
                if (try? Data(contentsOf: file)) != Data(octets) { try server.write(octets, to: "lab.cer") }
            } else if let uri = RsyncURI(text) {
                current[uri] = octets
            }
        }
        try announcing { try writer.publish(all: current) }
    }

    /// Runs `body`; a notification that it changed is a new version to whoever asks for it.
    private func announcing(_ body: () throws -> Void) throws {
        let notification = URL(fileURLWithPath: server.root + "/notification.xml")
        let before = try? Data(contentsOf: notification)
        try body()
        if try Data(contentsOf: notification) != before { try server.stamp("notification.xml") }
    }

    /// Adds a ROA of the ISP and publishes it, with a new manifest and CRL.
    package func addROA(asn: UInt32, at date: Date) throws {
        plan.addROA(in: isp, asn: .init(asn), ["192.0.2.128/25"])
        plan.reissue(isp, at: date)
        try publish()
    }

    /// Publishes changes that are not of the plan.
    package func publish(_ changes: [RRDPChange]) throws {
        try announcing { try writer.publish(changes) }
    }

    /// Changes a snapshot or delta file after it was published, and the hash of it that the notification has.
    package func editFile(_ path: String, _ edit: (String) -> String) throws {
        let octets = Array(try Data(contentsOf: URL(fileURLWithPath: server.root + "/" + path)))
        let edited = Array(edit(String(decoding: octets, as: UTF8.self)).utf8)
        try server.write(edited, to: path)
        try editNotification {
            $0.replacingOccurrences(of: "\(ObjectHash(of: octets))", with: "\(ObjectHash(of: edited))")
        }
    }

    package func beginSession() throws {
        try announcing { try writer.beginSession() }
    }

    /// What the notification says now, changed.
    package func editNotification(_ edit: (String) -> String) throws {
        let text = try String(contentsOfFile: server.root + "/notification.xml", encoding: .utf8)
        try server.write(Array(edit(text).utf8), to: "notification.xml")
    }

    /// The text of its locator.
    package var tal: String { repository.tal }

    package var locator: TrustAnchorLocator {
        get throws { try TrustAnchorLocator(decoding: Array(repository.tal.utf8), name: "lab") }
    }

    /// Options that reach the server.
    package var options: SynchronisationOptions {
        var options = SynchronisationOptions()
        options.https.trustFiles = [authority.file]
        options.https.addresses = ["rpki.test": "127.0.0.1"]
        options.policy = AddressPolicy(prefixes: [IPPrefix(truncating: IPAddress(ipv4: 0x7f00_0000), length: 8)])
        options.usesRsync = false
        return options
    }
}
