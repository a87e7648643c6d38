import Foundation
import LocalServers
import TestSupport
import Testing
import ValidatedPayloads

@testable import Node

@Suite struct APIPayloadTests {
    static let formats = PayloadsRoutes.formats

    @Test(arguments: APIPayloadTests.formats)
    func aPathGivesWhatTheWriterWrites(format: PayloadFormat) async throws {
        try await withAPI(APIFixture.serving()) { http in
            let answer = try await http.request("/\(format.rawValue)")
            #expect(answer.status == 200)
            #expect(answer.body == APIFixture.written(format))
            #expect(answer.headers["content-length"] == String(answer.body.count))
            #expect(answer.headers["access-control-allow-origin"] == "*")
            #expect(answer.headers["x-content-type-options"] == "nosniff")
            #expect(answer.headers["last-modified"] == "Mon, 16 Mar 2026 07:00:00 GMT")
            #expect(answer.headers["vary"] == "Accept-Encoding")
        }
    }

    @Test(arguments: [
        (PayloadFormat.csv, "text/csv;charset=utf-8;header=present"),
        (.csvext, "text/csv;charset=utf-8;header=present"),
        (.json, "application/json"), (.jsonext, "application/json"), (.slurm, "application/json"),
        (.openbgpd, "text/plain;charset=utf-8"), (.bird2, "text/plain;charset=utf-8"),
        (.rpsl, "text/plain;charset=utf-8"), (.summary, "text/plain;charset=utf-8"),
    ])
    func theMediaTypeIsThatOfTheFormat(format: PayloadFormat, type: String) async throws {
        try await withAPI(APIFixture.serving()) { http async throws in
            #expect(try await http.request("/\(format.rawValue)").headers["content-type"] == type)
        }
    }

    @Test func headGivesTheFieldsOfGetWithoutTheBody() async throws {
        try await withAPI(APIFixture.serving()) { http in
            let get = try await http.request("/json")
            let head = try await http.request("/json", method: "HEAD")
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            for name in ["content-length", "etag", "content-type", "last-modified"] {
                #expect(head.headers[name] == get.headers[name], "\(name)")
            }
        }
    }

    @Test func aGzippedBodyIsTheSameUnpackedAndHasATagOfItsOwn() async throws {
        try await withAPI(APIFixture.serving()) { http in
            let plain = try await http.request("/json")
            let packed = try await http.request("/json", headers: ["Accept-Encoding": "br, gzip;q=0.8"])
            #expect(packed.headers["content-encoding"] == "gzip")
            #expect(try APIPayloadTests.unpacked(packed.body) == plain.body)
            let tags = [plain.headers["etag"] ?? "", packed.headers["etag"] ?? ""]
            #expect(tags[0] != tags[1])
            #expect(tags.allSatisfy { $0.hasPrefix("\"") && $0.hasSuffix("\"") })
            let refused = try await http.request("/json", headers: ["Accept-Encoding": "gzip;q=0, identity"])
            #expect(refused.headers["content-encoding"] == nil)
            #expect(refused.headers["etag"] == tags[0])
        }
    }

    @Test func whoHasTheBodyGets304() async throws {
        try await withAPI(APIFixture.serving()) { http in
            let tag = try await http.request("/csv").headers["etag"] ?? ""
            for value in [tag, "W/" + tag, "\"other\", " + tag, "*"] {
                let answer = try await http.request("/csv", headers: ["If-None-Match": value])
                #expect(answer.status == 304, "\(value)")
                #expect(answer.body.isEmpty)
                #expect(answer.headers["etag"] == tag)
            }
            #expect(try await http.request("/csv", headers: ["If-None-Match": "\"other\""]).status == 200)
            let since = "Mon, 16 Mar 2026 07:00:00 GMT"
            #expect(try await http.request("/csv", headers: ["If-Modified-Since": since]).status == 304)
            let earlier = "Mon, 16 Mar 2026 06:59:59 GMT"
            #expect(try await http.request("/csv", headers: ["If-Modified-Since": earlier]).status == 200)
            let both = ["If-Modified-Since": since, "If-None-Match": "\"other\""]
            #expect(try await http.request("/csv", headers: both).status == 200)
            let gzip = ["If-None-Match": tag, "Accept-Encoding": "gzip"]
            #expect(try await http.request("/csv", headers: gzip).status == 200)
        }
    }

    @Test func aNewSerialReplacesEveryBody() async throws {
        let state = APIFixture.serving()
        try await withAPI(state) { http in
            let old = try await http.request("/csv")
            let set = APIFixture.set(["10.0.0.0/8 AS1"])
            state.serve(APIFixture.served(set, serial: 2, at: 600))
            let new = try await http.request("/csv", headers: ["If-None-Match": old.headers["etag"] ?? ""])
            #expect(new.status == 200)
            #expect(new.body == APIFixture.written(.csv, set, at: APIFixture.at(600)))
            #expect(new.headers["last-modified"] == "Mon, 16 Mar 2026 07:10:00 GMT")
        }
    }

    @Test func aRunThatChangesNothingKeepsTheTagOfWhatHasNoTimeInIt() async throws {
        let state = APIFixture.serving()
        try await withAPI(state) { http in
            let csv = try await http.request("/csv").headers["etag"]
            let json = try await http.request("/json").headers["etag"]
            state.serve(APIFixture.served(at: 600))
            #expect(try await http.request("/csv").headers["etag"] == csv)
            #expect(try await http.request("/json").headers["etag"] != json)
            #expect(try await http.request("/json").body == APIFixture.written(.json, at: APIFixture.at(600)))
        }
    }

    @Test func aBodyOfManyChunksArrivesWhole() async throws {
        let vrps = (0..<40_000).map { "10.\($0 >> 8).\($0 & 255).0/24 AS\(64_512 + $0 % 100)" }
        let set = APIFixture.set(vrps)
        let state = APIFixture.state()
        state.serve(APIFixture.served(set))
        try await withAPI(state) { http in
            let expected = APIFixture.written(.json, set)
            #expect(try await http.request("/json").body == expected)
            let packed = try await http.request("/json", headers: ["Accept-Encoding": "gzip"])
            #expect(try APIPayloadTests.unpacked(packed.body) == expected)
            #expect(packed.body.count < expected.count / 5)
            let chosen = try await http.request("/json?select-asn=AS64512&select-prefix=10.0.0.0/24")
            #expect((chosen.json["roas"] as? [Any])?.count == 401 - 1)
        }
    }

    static func unpacked(_ octets: [UInt8]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).gz")
        try Data(octets).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "gzip -dc \"$1\"", "sh", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit(atMost: 300)
        return process.terminationStatus == 0 ? [UInt8](data) : []
    }
}
