import Foundation
import Testing

@Suite(
    "The commands of configuration", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
final class ConfigTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-config-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String, to name: String = "a.yaml") throws -> String {
        let path = folder + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test("What config example prints is a configuration that config check finds good")
    func example() throws {
        let example = try InspectProgram.run("config", "example")
        #expect(example.status == 0)
        let path = try write(example.output)
        let check = try InspectProgram.run("config", "check", path, "--set", "rpki.rsync=false")
        #expect(check.status == 0)
        #expect(check.output.isEmpty && check.errors == "\(path): good\n")
    }

    @Test("Every error comes with file, line, column, key and what was expected; exit 1")
    func errors() throws {
        let path = try write("rpki:\n  refresh: 600\n  slrum: x\nrtr:\n  listen: 0.0.0.0:8323\n")
        let check = try InspectProgram.run("config", "check", path)
        #expect(check.status == 1)
        #expect(
            check.output.split(separator: "\n") == [
                "\(path):2:12: rpki.refresh: '600': the unit is missing; "
                    + "expected a duration from 1s to 1d, such as 90s, 10m or 1h30m",
                "\(path):3:3: rpki.slrum: no such key; did you mean 'slurm'?",
                "\(path):5:11: warning: rtr.listen[0]: 0.0.0.0:8323 can be reached from other machines, but rtr.allow "
                    + "is empty",
            ])
        #expect(check.errors == "\(path): 2 errors\n")
    }

    @Test("For machines, an object a line")
    func json() throws {
        let path = try write("rtr:\n  retry: 1d\n")
        let check = try InspectProgram.run("config", "check", path, "--format", "json", "--set", "rtr.lisen=a")
        #expect(check.status == 1)
        let objects = try check.objects()
        #expect(objects.map { $0["code"] as? String } == ["outOfRange", "unknownKey"])
        #expect(objects.first?["line"] as? Int == 2 && objects.first?["column"] as? Int == 10)
        #expect(objects.first?["key"] as? String == "rtr.retry" && objects.first?["level"] as? String == "error")
        #expect(objects.last?["option"] as? String == "rtr.lisen")
    }

    @Test("A file that is named and is not there, or is damaged, is an error at the place that names it")
    func files() throws {
        _ = try write("{", to: "bad.json")
        let path = try write("rpki:\n  slurm: [bad.json, missing.json]\n  tals: [missing.tal]\n")
        let check = try InspectProgram.run("config", "check", path)
        #expect(check.status == 1)
        let lines = check.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.first?.hasPrefix("\(path):2:11: rpki.slurm[0]: \(folder)/bad.json: ") == true)
        #expect(
            lines.dropFirst().first?.hasPrefix("\(path):2:21: rpki.slurm[1]: \(folder)/missing.json: No such") == true)
        #expect(lines.last?.hasPrefix("\(path):3:10: rpki.tals[0]: \(folder)/missing.tal: No such") == true)
    }

    @Test("A token is printed once, with lines for the configuration that have only its hash")
    func token() throws {
        let made = try InspectProgram.run(
            "config", "token", "--name", "soc-1", "--scope", "alerts", "--expires", "9999-01-31")
        #expect(made.status == 0)
        let lines = made.output.split(separator: "\n", maxSplits: 1).map(String.init)
        let token = try #require(lines.first)
        #expect(token.wholeMatch(of: #/atalaya_[0-9a-f]{64}/#) != nil)
        let configuration = try #require(lines.last)
        #expect(!configuration.contains(token) && !made.errors.contains(token))
        #expect(configuration.contains("name: soc-1") && configuration.contains("expires: 9999-01-31T00:00:00Z"))
        let check = try InspectProgram.run("config", "check", try write(configuration), "--set", "rpki.rsync=false")
        #expect(check.status == 0 && check.output.isEmpty)
        let other = try InspectProgram.run(
            "config", "token", "--name", "soc-1", "--scope", "alerts", "--expires", "9999-01-31")
        #expect(!other.output.contains(token))
        for wrong in [
            ["--name", "a", "--scope", "alerts", "--expires", "2020-01-01"],
            ["--name", "a", "--scope", "everything", "--expires", "9999-01-31"],
            ["--name", "a b", "--scope", "alerts", "--expires", "9999-01-31"],
            ["--name", "a\n      x: y", "--scope", "alerts", "--expires", "9999-01-31"],
            ["--name", "a", "--expires", "9999-01-31"], ["--name", "a", "--scope", "alerts", "--expires", "tomorrow"],
        ] {
            let refused = try InspectProgram.run("config", "token", files: wrong)
            #expect(refused.status == 2 && refused.output.isEmpty, "\(wrong)")
        }
    }

    @Test("A configuration that is not there fails; a key without value is wrong usage of --set")
    func usage() throws {
        let missing = try InspectProgram.run("config", "check", folder + "/none.yaml")
        #expect(missing.status == 1 && missing.output.contains("none.yaml: No such file"))
        #expect(try InspectProgram.run("config", "check").status == 2)
        let path = try write("")
        #expect(try InspectProgram.run("config", "check", path, "--set", "rtr.retry").status == 1)
    }
}
