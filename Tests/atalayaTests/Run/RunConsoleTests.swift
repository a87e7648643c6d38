import Foundation
import TestSupport
import Testing

/// Users of the console, by the commands, while the node runs.
@Suite("The node and its users", .enabled(if: NodeOfTest.isPossible, "\(NodeOfTest.impossible)"))
struct RunConsoleTests {
    private static func run(_ node: NodeOfTest, _ arguments: [String]) throws -> InspectProgram.Result {
        try InspectProgram.run("console", files: arguments + ["--config", node.file])
    }

    @Test("With the first user, alerts take a grant on the same machine, too; with the last, they do not") func users()
        async throws
    {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        // Who may gets 404: this node does not monitor routes.
        #expect(try node.get("/api/v1/alerts").status == 404)
        let file = try node.sandbox.write("correct horse battery\n", to: "password")
        let short = try node.sandbox.write("short\n", to: "short")
        let two = try node.sandbox.write("correct horse battery\nsecond line\n", to: "two")
        for (arguments, message) in [
            (["user", "add", "alice", "--role", "analyst", "--password-file", short], "at least 12 characters"),
            (["user", "add", "alice", "--role", "analyst", "--password-file", two], "more than one line"),
            (["user", "add", "a b", "--role", "analyst"], "the name of an account"),
            (["user", "role", "alice", "--role", "viewer"], "no account with this name"),
            (["user", "remove", "alice"], "no account with this name"),
        ] {
            let result = try Self.run(node, arguments)
            #expect(result.status == 1 && result.errors.contains(message), "\(arguments): \(result.errors)")
        }
        #expect(try Self.run(node, ["user", "add", "alice", "--role", "root"]).status == 2)
        let add = ["user", "add", "Alice", "--role", "analyst", "--role", "administrator", "--password-file", file]
        let added = try Self.run(node, add)
        #expect(added.status == 0, "\(added.errors)")
        try await eventually { try node.get("/api/v1/alerts").status == 401 }
        #expect(try node.get("/version").status == 200)
        let list = try Self.run(node, ["user", "list", "--format", "csv"])
        let row = try #require(list.output.split(separator: "\n").last)
        #expect(row.hasPrefix("alice,analyst administrator,password,") && row.hasSuffix(",0,"), "\(list.output)")
        let link = try Self.run(node, ["login-link"])
        #expect(link.output.hasPrefix("http://127.0.0.1:\(node.web)/login?link=") && link.errors.contains("alice"))
        #expect(try Self.run(node, ["user", "remove", "alice"]).errors.contains("last account"))
        #expect(try Self.run(node, ["user", "role", "alice", "--role", "administrator"]).status == 0)
        #expect(try Self.run(node, ["user", "password", "alice", "--password-file", file]).status == 0)
        let audit = try InspectProgram.run("config", "audit", "--config", node.file, "--format", "csv")
        for action in ["users/alice", "users/alice/login-link", "users/alice/roles", "users/alice/password"] {
            #expect(audit.output.contains("granted,command line,local,change \(action),"), "\(audit.output)")
        }
        #expect(!node.program.output.contains("link="))
    }
}
