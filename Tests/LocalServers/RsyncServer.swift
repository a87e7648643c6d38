import Foundation
import Glibc
import TestSupport

/// rsyncd on a free port of the loopback interface, with one module `rpki` over a folder.
package final class RsyncServer {
    package static let isInstalled = LocalProgram.has("rsync")
    package static let notInstalled: String = "rsync is not installed"

    /// The folder that the module shows.
    package let root: String
    package let port: Int
    /// rsyncd's own log.
    package let log: String

    private let folder: TemporaryFolder
    private let program: LocalProgram

    /// - Parameter root: the folder; one of its own when `nil`.
    package init(root: String? = nil) throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        let root = root ?? folder("root")
        let log = folder("rsyncd.log")
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        (self.root, self.log) = (root, log)
        let user = getuid() == 0 ? "uid = 0\ngid = 0" : ""
        (program, port) = try LocalPort.starting { port in
            let configuration = """
                use chroot = no
                \(user)
                log file = \(log)
                pid file = \(folder("pid"))
                [rpki]
                path = \(root)
                read only = yes
                """
            try folder.write(Array(configuration.utf8), to: "rsyncd.conf")
            try? FileManager.default.removeItem(atPath: folder("pid"))
            return try LocalProgram(
                "rsync",
                [
                    "--daemon", "--no-detach", "--address=127.0.0.1", "--port=\(port)",
                    "--config=" + folder("rsyncd.conf"),
                ], in: folder.path)
        }
    }

    /// `rsync://127.0.0.1:PORT/rpki/PATH`.
    package func uri(_ path: String) -> String {
        "rsync://127.0.0.1:\(port)/rpki/\(path)"
    }

    package func stop() {
        program.stop()
    }
}
