import ConfigurationKeys
import DeskStore
import Foundation
import SQLiteFile
import TestSupport
import Testing

@testable import Node

@Suite("The doctor's checks of files and accounts", .timeLimit(.minutes(1))) struct FileCheckTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    private func levels(_ findings: [DoctorFinding]) -> [DoctorFinding.Level] { findings.map(\.level) }

    @Test("A locator with another key than the registry's is wrong, an old file is a note")
    func locators() {
        func check(_ file: LocatorCheck.File?, problems: [String] = []) -> [DoctorFinding] {
            LocatorCheck(now: now, count: 1, files: file.map { [$0] } ?? [], problems: problems).findings
        }
        #expect(levels(check(nil)) == [.good])
        #expect(levels(check(.init(path: "/e/ripe.tal", modified: now - 1, differsFrom: nil))) == [.good])
        #expect(
            levels(check(.init(path: "/e/ripe.tal", modified: now - LocatorCheck.old - 1, differsFrom: nil))) == [
                .good, .note,
            ])
        #expect(levels(check(.init(path: "/e/ripe.tal", modified: nil, differsFrom: "ripe"))) == [.wrong])
        #expect(
            check(nil, problems: ["a.yaml:1:1: rpki.tals[0]: no key"]).map(\.message) == [
                "a.yaml:1:1: rpki.tals[0]: no key"
            ])
    }

    private func certificate(days: Double?, isKeyOpen: Bool = false, problems: [String] = []) -> [DoctorFinding] {
        CertificateCheck(
            now: now,
            servers: [
                .init(
                    name: "http.tls", certificate: "/c.pem", key: "/k.pem", expires: days.map { now + $0 * 86_400 },
                    isKeyOpen: isKeyOpen, problems: problems)
            ]
        ).findings
    }

    @Test("A certificate is wrong from two weeks before its end; a key that others may read is wrong")
    func certificates() {
        #expect(levels(CertificateCheck(now: now, servers: []).findings) == [.good])
        #expect(certificate(days: 90.5).map(\.message) == ["http.tls: the certificate is valid for 90 days"])
        #expect(levels(certificate(days: 14)) == [.good])
        #expect(certificate(days: 13.9).map(\.message) == ["/c.pem expires in 13 days"])
        #expect(certificate(days: 1.5).map(\.message) == ["/c.pem expires in 1 day"])
        #expect(certificate(days: -1).first?.message.hasPrefix("/c.pem expired at ") == true)
        #expect(levels(certificate(days: 90, isKeyOpen: true)) == [.good, .wrong])
        #expect(levels(certificate(days: 90, problems: ["the key belongs to another certificate"])) == [.wrong])
    }

    private func database(_ condition: DatabaseCondition, name: String = "desk.sqlite") -> [DoctorFinding] {
        DatabaseCheck(
            folder: "/s", files: [.init(name: name, condition: condition)], configuration: "/e/a.yaml",
            backup: "/b/last.backup", isRunning: true
        ).findings
    }

    @Test("A damaged database names its backup where one is needed, and is set aside where not")
    func databases() {
        #expect(levels(database(.sound(schema: 5, known: 5))) == [.good])
        #expect(levels(database(.sound(schema: 4, known: 5))) == [.good, .note])
        #expect(levels(database(.missing)) == [.good])
        #expect(levels(database(.unfinished(schema: 5, known: 5))) == [.note])
        let desk = database(.unusable(.damaged(path: "/s/desk.sqlite", reason: "page 3")))
        #expect(levels(desk) == [.wrong])
        #expect(desk.first?.remedy?.hasSuffix("atalaya restore /b/last.backup --config /e/a.yaml") == true)
        let rpki = database(.unusable(.damaged(path: "/s/rpki.sqlite", reason: "page 3")), name: "rpki.sqlite")
        #expect(rpki.first?.remedy?.contains("mv /s/rpki.sqlite /s/rpki.sqlite.damaged") == true)
        #expect(levels(database(.unusable(.newerSchema(path: "/s/desk.sqlite", found: 9, known: 5)))) == [.wrong])
        #expect(levels(database(.unusable(.busy(path: "/s/desk.sqlite")))) == [.note])
    }

    @Test("A database is looked at without a change, also one with a damaged page")
    func conditions() async throws {
        let folder = try TemporaryFolder()
        #expect(await DeskDatabase.condition(folder: folder.path, within: .seconds(30)) == .missing)
        try DeskDatabase.open(folder: folder.path).close()
        let known = DeskBackup.knownSchema
        #expect(
            await DeskDatabase.condition(folder: folder.path, within: .seconds(30))
                == .sound(schema: known, known: known))
        let desk = try DeskDatabase.open(readingIn: folder.path)
        #expect(try desk.accounts.accounts().isEmpty && desk.obstacle != nil)
        try desk.close()
        try DamagedPage.overwrite("alert", in: folder("desk.sqlite"))
        let condition = await DeskDatabase.condition(folder: folder.path, within: .seconds(30))
        guard case .unusable(.damaged) = condition else {
            Issue.record("\(condition)")
            return
        }
        try folder.write(Array("not a database, but long enough to be looked at".utf8), to: "desk.sqlite")
        guard case .unusable = await DeskDatabase.condition(folder: folder.path, within: .seconds(30)) else {
            Issue.record("a file of text counts as a database")
            return
        }
    }

    private func backup(age: Double?, fault: SQLiteFileError? = nil, hasDatabase: Bool = true) -> [DoctorFinding] {
        BackupCheck(
            now: now, folder: "/b", every: 86_400,
            newest: age.map { .init(path: "/b/x.backup", date: now - $0, fault: fault) }, hasDatabase: hasDatabase,
            configuration: "/e/a.yaml"
        ).findings
    }

    @Test("A backup is wrong when one was missed, when there is none, and when it cannot be restored")
    func backups() {
        #expect(levels(backup(age: 86_400)) == [.good])
        #expect(levels(backup(age: 2 * 86_400 + 1)) == [.wrong])
        #expect(levels(backup(age: 60, fault: .damaged(path: "/b/x.backup", reason: "digest"))) == [.wrong])
        #expect(levels(backup(age: nil)) == [.wrong])
        #expect(backup(age: nil).first?.remedy?.hasPrefix("atalaya backup /b/atalaya-2027") == true)
        #expect(levels(backup(age: nil, hasDatabase: false)) == [.good])
        let none = BackupCheck(
            now: now, folder: nil, every: 1, newest: nil, hasDatabase: true, configuration: nil
        ).findings
        #expect(levels(none) == [.note])
    }

    @Test("The newest backup is found, and tried")
    func newestBackup() async throws {
        let folder = try TemporaryFolder()
        var section = BackupSection()
        section.folder = folder("backups")
        #expect(await BackupCheck.Newest(reading: section) == nil)
        try DeskDatabase.open(folder: folder("state")).close()
        let backups = BackupFolder(path: folder("backups"), keep: 3)
        for hour in 0..<2 {
            _ = try backups.add(of: folder("state"), configuration: nil, program: "1", at: now + Double(hour) * 3600)
        }
        let newest = try #require(await BackupCheck.Newest(reading: section))
        #expect(newest.date == now + 3600 && newest.fault == nil)
        try folder.write([1, 2, 3], to: "backups/" + BackupFolder.name(at: now + 7200))
        #expect(await BackupCheck.Newest(reading: section)?.fault != nil)
    }

    @Test("An open console without accounts, and one without TLS, are notes")
    func console() {
        let (here, there) = (ListenAddress(host: "127.0.0.1", port: 8324), ListenAddress(host: "192.0.2.1", port: 8443))
        func check(_ accounts: Int?, plain: [ListenAddress], secure: [ListenAddress]) -> [DoctorFinding] {
            ConsoleCheck(accounts: accounts, plain: plain, secure: secure, configuration: "/e/a.yaml").findings
        }
        #expect(levels(check(0, plain: [here], secure: [])) == [.good])
        #expect(levels(check(1, plain: [here], secure: [there])) == [.good])
        let empty = check(0, plain: [here], secure: [there])
        #expect(levels(empty) == [.good, .note])
        #expect(empty.last?.remedy?.hasSuffix("--password-file FILE --config /e/a.yaml") == true)
        #expect(levels(check(2, plain: [there], secure: [])) == [.good, .note])
        #expect(levels(check(nil, plain: [], secure: [])) == [.note])
    }

    @Test("Errors of the configuration are faults, warnings are notes")
    func configuration() {
        let warning = ConfigurationProblem(.risk, isWarning: true, at: .standard, key: "rtr.allow", "empty")
        let error = ConfigurationProblem(.unknownKey, at: .standard, key: "x", "no such key")
        #expect(levels(ConfigurationCheck(path: "/a", problems: []).findings) == [.good])
        #expect(levels(ConfigurationCheck(path: "/a", problems: [warning]).findings) == [.good, .note])
        let findings = ConfigurationCheck(path: "/a", problems: [warning, error]).findings
        #expect(levels(findings) == [.note, .wrong] && findings.last?.remedy == "atalaya config check /a")
    }
}
