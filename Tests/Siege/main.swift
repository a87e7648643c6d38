import Foundation
import LocalServers

// Writes the repository of the siege, for Scripts/bench-siege.py: siege FOLDER PORT SILENT-PORT small|large
// FOLDER/root is for the web server, FOLDER/siege.tal and FOLDER/hosts for the node.

let arguments = CommandLine.arguments
guard arguments.count == 5, let port = Int(arguments[2]), let silentPort = Int(arguments[3]),
    let scale: HostileRepository.Scale = ["small": .small, "large": .large][arguments[4]]
else {
    FileHandle.standardError.write(Data("usage: siege FOLDER PORT SILENT-PORT small|large\n".utf8))
    exit(2)
}
let root = arguments[1] + "/root"
try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
let repository = try HostileRepository(at: root, port: port, silentPort: silentPort, scale: scale, date: Date())
try Data(repository.tal.utf8).write(to: URL(fileURLWithPath: arguments[1] + "/siege.tal"))
try Data(repository.hosts.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: arguments[1] + "/hosts"))
