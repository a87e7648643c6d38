import ConfigurationKeys
import Foundation
import TestSupport
import Testing

@Suite("Where a configuration comes from") final class ConfigurationSourceTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-source-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func source(_ text: String, name: String = "a.yaml") throws -> ConfigurationSource<Sample> {
        try write(text, to: name)
        return ConfigurationSource(path: "\(folder)/\(name)")
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    @Test("Files that are named are read from the folder of the configuration")
    func inputs() throws {
        try write("1", to: "a")
        #expect(try source("work: {notes: [a]}").load().inputs == [[0x31]])
    }

    @Test("One that is missing, too long or not as it should be is told at its place, and nothing is used")
    func problems() throws {
        try write("", to: "empty")
        try write("12345678901", to: "long")
        let source = try source("work:\n  notes: [none, empty, long]\n")
        #expect(
            source.problems().map(Problem.init) == [
                Problem(.unreadable, 2, 11, "work.notes[0]"), Problem(.invalidFile, 2, 17, "work.notes[1]"),
                Problem(.unreadable, 2, 24, "work.notes[2]"),
            ])
        #expect(throws: ConfigurationRefusal.self) { try source.load() }
        #expect(throws: Never.self) { try source.reading() }
    }

    @Test("A file that was emptied is refused, and says how all defaults are written")
    func emptied() throws {
        let source = try source("# nothing\nnet:\n")
        #expect(source.problems().map(Problem.init) == [Problem(.empty, 1, 1)])
        #expect(source.problems().first?.message.hasSuffix("such as state: /var/lib/sample") == true)
    }

    @Test("Without a file there are the defaults; a file that is not there is a problem")
    func absent() throws {
        #expect(try ConfigurationSource<Sample>(path: nil).load().configuration == Sample())
        #expect(ConfigurationSource<Sample>(path: folder + "/none").problems().map(\.code) == [.unreadable])
    }
}
