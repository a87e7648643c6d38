import Foundation
import Testing

@Suite("rpki example", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct ExampleTests {
    @Test("The command that it prints validates what it wrote, and finds the faults")
    func example() throws {
        let sandbox = try Sandbox()
        let made = try InspectProgram.run("rpki", "example", sandbox("made/example"))
        #expect(made.status == 0)
        var words = made.output.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(words.removeFirst() == "atalaya")
        let result = try InspectProgram.run(files: words)
        #expect(result.status == 0)
        #expect(!result.output.isEmpty)
        for code in ["expired", "overclaim", "stale", "unreachable", "revoked"] {
            #expect(result.errors.contains(": \(code)"))
        }
    }

    @Test("A folder that is not empty is refused, and nothing is written")
    func notEmpty() throws {
        let sandbox = try Sandbox()
        let names = try sandbox.names
        let result = try InspectProgram.run("rpki", "example", sandbox.path)
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(sandbox.path + ": is not empty"))
        #expect(try sandbox.names == names)
    }
}
