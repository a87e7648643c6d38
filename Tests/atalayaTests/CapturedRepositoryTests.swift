import Foundation
import Testing

/// Whole repositories as they were captured, against what another validator said of them.
@Suite("Captured repositories", .enabled(if: InspectSharedData.isReady, "../shared/data is absent"))
struct CapturedRepositoryTests {
    struct Capture: Sendable, CustomTestStringConvertible {
        let folder: String
        let locator: String
        let clock: String
        let rows: Int
        let failed: [String]

        var testDescription: String { folder }

        static let all = [
            Capture(
                folder: "ripe-pilot-2023", locator: "pilot.tal", clock: "2023-08-04T07:00:00Z", rows: 782,
                failed: [
                    "rsync://rsync.rpki.blade.sh/repo/Blade/0/32461D23F2F42F4F81BEA021B222B77359E4B4A6.mft: unreachable"
                ]),
            Capture(
                folder: "twnic-2026", locator: "twnic.tal", clock: "2026-03-16T07:00:00Z", rows: 4363, failed: []),
        ]

        func path(_ name: String) -> String { InspectSharedData.path(folder + "/" + name) }

        func validate(_ options: String...) throws -> InspectProgram.Result {
            try InspectProgram.run(
                "rpki", "validate", "--tal", path(locator), "--repository", path("repository"), "--at", clock,
                files: options)
        }
    }

    @Test("Every row is there, expiry included, and what could not be reached is named", arguments: Capture.all)
    func rows(capture: Capture) throws {
        let result = try capture.validate("--format", "rpki-client-csv")
        #expect(result.status == 0)
        let expected = try String(contentsOfFile: capture.path("expected.csv"), encoding: .utf8)
        // Compared as a whole: a difference of thousands of lines is no message that helps.
        let isEqual = result.output == expected
        #expect(isEqual)
        #expect(result.output.split(separator: "\n").count == capture.rows + 1)
        let rejected = result.errors.split(separator: "\n").filter { $0.hasPrefix("rejected: ") }
        #expect(rejected.count == capture.failed.count)
        for failed in capture.failed { #expect(result.errors.contains("rejected: " + failed)) }
    }

    @Test(
        "Over a cache, the second and third run give the same, and so does one without the repository",
        arguments: Capture.all)
    func cached(capture: Capture) throws {
        let sandbox = try Sandbox()
        let first = try capture.validate("--cache", sandbox("cache"), "--format", "rpki-client-csv")
        for workers in ["1", "4"] {
            let next = try capture.validate(
                "--cache", sandbox("cache"), "--format", "rpki-client-csv", "--workers", workers)
            let isEqual = next.output == first.output
            #expect(isEqual)
            #expect(next.errors == first.errors)
        }
        try FileManager.default.createDirectory(atPath: sandbox("empty"), withIntermediateDirectories: false)
        let kept = try InspectProgram.run(
            "rpki", "validate", "--tal", capture.path(capture.locator), "--repository", sandbox("empty"), "--at",
            capture.clock, "--cache", sandbox("cache"), "--format", "rpki-client-csv")
        #expect(kept.status == 0)
        let isKept = kept.output == first.output
        #expect(isKept)
    }
}
