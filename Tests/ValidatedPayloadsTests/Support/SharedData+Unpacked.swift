import Foundation
import TestSupport

extension SharedData {
    /// The lines of a `.bz2` file that `awk` prints for `filter`; `nil` where the programs are absent.
    static func unpacked(_ path: String, filter: String = "1") throws -> [UInt8]? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "bzcat \"$1\" | awk \"$2\"", "sh", root.appending(path: path).path, filter]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 && !data.isEmpty ? [UInt8](data) : nil
    }
}
