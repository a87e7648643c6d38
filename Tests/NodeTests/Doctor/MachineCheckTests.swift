import ConfigurationKeys
import Foundation
import LocalFiles
import Testing

@testable import Node

@Suite("The doctor's checks of the machine") struct MachineCheckTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    private func wrong(_ findings: [DoctorFinding]) -> [String] {
        findings.filter { $0.level == .wrong }.map(\.message)
    }

    @Test("Each fault says what it breaks and what mends it; what is good says neither")
    func form() {
        let findings =
            ClockCheck(now: Date(timeIntervalSince1970: 0), isSynchronised: false, latest: nil).findings
            + MailCheck(recipients: 1, program: "/no/sendmail", isProgram: false).findings
        #expect(findings.count == 3)
        for finding in findings {
            #expect(finding.level == .wrong && finding.breaks?.isEmpty == false && finding.remedy?.isEmpty == false)
        }
        let good = MailCheck(recipients: 1, program: "/usr/sbin/sendmail", isProgram: true).findings
        #expect(good.map(\.level) == [.good] && good.first?.breaks == nil && good.first?.remedy == nil)
    }

    @Test("A clock is wrong before the release, when it went back, and without a time server")
    func clock() {
        #expect(ClockCheck(now: now, isSynchronised: true, latest: nil).findings.map(\.level) == [.good])
        #expect(ClockCheck(now: now, isSynchronised: nil, latest: nil).findings.map(\.level) == [.good])
        #expect(
            ClockCheck(now: ClockCheck.earliest - 1, isSynchronised: true, latest: nil).findings.map(\.level) == [
                .wrong
            ])
        let near = ClockCheck.WrittenFile(path: "/s/desk.sqlite", date: now + 299)
        let ahead = ClockCheck.WrittenFile(path: "/s/desk.sqlite", date: now + 301)
        #expect(ClockCheck(now: now, isSynchronised: true, latest: near).findings.map(\.level) == [.good])
        let back = wrong(ClockCheck(now: now, isSynchronised: true, latest: ahead).findings)
        #expect(back.count == 1 && back[0].hasPrefix("the clock was set back: /s/desk.sqlite was written at "))
        #expect(
            wrong(ClockCheck(now: now, isSynchronised: false, latest: nil).findings) == [
                "the clock is not synchronised with a time server"
            ])
    }

    private func place(_ attempt: ListenAttempt, isOfNode: Bool?) -> ListenerCheck.Place {
        ListenerCheck.Place(
            key: "rtr.listen", address: ListenAddress(host: "192.0.2.1", port: 323), attempt: attempt,
            isOfNode: isOfNode)
    }

    @Test(
        "An address is good when it is free or used by this node",
        arguments: [
            (ListenAttempt.free, false, DoctorFinding.Level.good), (.taken, true, .good), (.taken, false, .wrong),
            (.taken, nil, .note), (.notHere, false, .wrong), (.notPermitted, false, .note),
            (.failed("no such host"), false, .wrong),
        ] as [(ListenAttempt, Bool?, DoctorFinding.Level)])
    func listeners(attempt: ListenAttempt, isOfNode: Bool?, level: DoctorFinding.Level) {
        let findings = ListenerCheck(places: [place(attempt, isOfNode: isOfNode)], others: []).findings
        #expect(findings.last?.level == level)
        if level != .good { #expect(findings.last?.message.contains("rtr.listen: 192.0.2.1:323") == true) }
    }

    @Test("A node that listens where the configuration does not say so is reported")
    func otherListeners() {
        let findings = ListenerCheck(places: [place(.taken, isOfNode: true)], others: ["0.0.0.0:8324"]).findings
        #expect(wrong(findings) == ["the node listens at 0.0.0.0:8324, which is not in the configuration"])
    }

    private func disk(free: Int, files: Int = 1_000_000, quota: Int = 1_000_000_000) -> [DoctorFinding] {
        DiskCheck(
            folder: "/s", space: DiskSpace(total: 10_000_000_000, free: free, totalFiles: 2_000_000, freeFiles: files),
            used: 100_000_000, quota: quota
        ).findings
    }

    @Test("A disk is wrong when it is nearly full, of octets or of inodes; too small for the quota is a note")
    func disk() {
        #expect(disk(free: 5_000_000_000).map(\.level) == [.good])
        #expect(disk(free: 255_999_999).map(\.level) == [.wrong])
        #expect(disk(free: 5_000_000_000, files: 999).map(\.level) == [.wrong])
        #expect(disk(free: 5_000_000_000, quota: 5_100_000_001).map(\.level) == [.good, .note])
        #expect(DiskCheck(folder: "/s", space: nil, used: 0, quota: 1).findings.map(\.level) == [.note])
        let noInodes = DiskSpace(total: 10_000_000_000, free: 5_000_000_000, totalFiles: 0, freeFiles: 0)
        #expect(DiskCheck(folder: "/s", space: noInodes, used: 0, quota: 1).findings.map(\.level) == [.good])
    }

    private func entry(_ path: String, _ mode: Int, owner: Int = 100, isFolder: Bool = false) -> PermissionCheck.Entry {
        PermissionCheck.Entry(path: path, access: FileAccess(mode: mode, owner: owner, isFolder: isFolder))
    }

    @Test("State is open to its owner alone; each command closes what it names")
    func permissions() {
        let top = entry("/s", 0o700, isFolder: true)
        let good = PermissionCheck(entries: [top, entry("/s/a", 0o600)], folder: "/s", isThere: true)
        #expect(good.findings.map(\.level) == [.good])
        let bad = PermissionCheck(
            entries: [entry("/s", 0o755, isFolder: true), entry("/s/a", 0o640), entry("/s/b", 0o600, owner: 0)],
            folder: "/s", isThere: true)
        #expect(
            bad.findings.map(\.remedy) == ["chmod 0700 /s", "chmod 0600 /s/a", "chown --reference=/s /s/b"])
        let many = (0..<20).map { entry("/s/\($0)", 0o644) }
        let findings = PermissionCheck(entries: [top] + many, folder: "/s", isThere: true).findings
        #expect(findings.count == 6 && findings.last?.message == "15 more files of this kind")
        #expect(PermissionCheck(entries: [], folder: "/s", isThere: false).findings.map(\.level) == [.note])
        #expect(PermissionCheck(entries: [], folder: "/s", isThere: true).findings.map(\.level) == [.note])
    }

    @Test("Names that all fail are one fault of the resolver; one that fails says which key needs it")
    func names() {
        let good = NameCheck.Lookup(host: "a.example", key: "rpki.tals", failure: nil)
        let bad = NameCheck.Lookup(host: "b.example", key: "watch.webhook.urls", failure: "unknown")
        #expect(NameCheck(lookups: [good]).findings.map(\.level) == [.good])
        #expect(NameCheck(lookups: []).findings.map(\.level) == [.good])
        let one = NameCheck(lookups: [good, bad]).findings
        #expect(one.map(\.message) == ["b.example has no address: unknown"])
        #expect(one.first?.breaks == "watch.webhook.urls does not work")
        #expect(
            NameCheck(lookups: [bad, bad]).findings.map(\.message) == ["none of 2 host names has an address: unknown"])
    }

    @Test("A server that does not answer is named with its trust anchor; if none answers, that is one fault")
    func sources() {
        let good = SourceCheck.Source(name: "a", uri: "https://a.example/a.cer", failure: nil)
        let bad = SourceCheck.Source(name: "b", uri: "https://b.example/b.cer", failure: "refused")
        #expect(SourceCheck(sources: [good]).findings.map(\.level) == [.good])
        let one = SourceCheck(sources: [good, bad]).findings
        #expect(one.map(\.message) == ["https://b.example/b.cer: refused"])
        #expect(one.first?.breaks?.contains("trust anchor b ") == true)
        #expect(
            SourceCheck(sources: [bad, bad]).findings.map(\.message) == ["none of 2 repositories answers: refused"])
    }
}
