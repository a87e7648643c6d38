internal import ArgumentParser

/// The command line: parses, calls, prints.
struct Atalaya: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "atalaya",
        abstract: "A node of collaborative network security.",
        version: ProgramVersion.current,
        subcommands: [
            RunCommand.self, RPKICommand.self, RTRCommand.self, BGPCommand.self, ConfigCommand.self,
            ConsoleCommand.self, DoctorCommand.self, BackupCommand.self, RestoreCommand.self,
            DemoCommand.self,
        ])
}

struct RPKICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rpki",
        abstract: "Validate the RPKI, inspect its objects, explain and compare results.",
        subcommands: [
            ValidateCommand.self, SyncCommand.self, ExplainCommand.self, DiffCommand.self, ExampleCommand.self,
            InspectCommand.self, RejectedCommand.self,
        ])
}
