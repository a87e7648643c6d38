import Foundation
import Synchronization
import TestSupport

/// nginx over HTTPS on a free port of the loopback interface, which writes down each request.
///
///     let authority = try TestAuthority()
///     let server = try NginxServer(authority.server())
///     try server.write(octets, to: "notification.xml")
///     … fetch server.uri("notification.xml") with `rpki.test` at 127.0.0.1, trusting authority.file …
///     #expect(try server.requests() == ["GET /notification.xml 200"])
package final class NginxServer {
    package static let isInstalled = LocalProgram.has("nginx", "openssl")
    package static let notInstalled: String = "nginx and openssl are not installed"

    /// The folder that is served.
    package let root: String
    package let port: Int
    /// The log of requests: method, path, status, octets of the body, and what If-None-Match and If-Modified-Since said.
    package let log: String

    private let folder: TemporaryFolder
    private let program: LocalProgram
    private let name: String
    private let changes = Atomic(0)

    /// - Parameters:
    ///   - certificate: the server's.
    ///   - name: the host in its URIs.
    ///   - directives: nginx configuration that goes into the server's block.
    package init(_ certificate: TestAuthority.Server, name: String = "rpki.test", directives: String = "") throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        self.name = name
        let root = folder("root")
        let log = folder("access.log")
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        (self.root, self.log) = (root, log)
        (program, port) = try LocalPort.starting { port in
            let configuration = """
                daemon off;
                master_process off;
                pid \(folder("pid"));
                error_log \(folder("error.log"));
                events { worker_connections 512; }
                http {
                    types { application/xml xml; application/octet-stream bin; }
                    log_format lines '$request_method $uri $status $body_bytes_sent $http_if_none_match|$http_if_modified_since';
                    access_log \(log) lines;
                    client_body_temp_path \(folder("t1")); proxy_temp_path \(folder("t2"));
                    fastcgi_temp_path \(folder("t3")); uwsgi_temp_path \(folder("t4")); scgi_temp_path \(folder("t5"));
                    server {
                        listen 127.0.0.1:\(port) ssl;
                        server_name \(name);
                        ssl_certificate \(certificate.certificate);
                        ssl_certificate_key \(certificate.key);
                        root \(root);
                        \(directives)
                    }
                }
                """
            try folder.write(Array(configuration.utf8), to: "nginx.conf")
            return try LocalProgram(
                "nginx", ["-e", folder("error.log"), "-p", folder.path, "-c", folder("nginx.conf")], in: folder.path)
        }
    }

    /// `https://NAME:PORT/PATH`.
    package func uri(_ path: String) -> String {
        "https://\(name):\(port)/\(path)"
    }

    /// Puts a file, whole, in place of what is there.
    package func write(_ octets: [UInt8], to path: String) throws {
        let file = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(octets).write(to: file, options: .atomic)
        try stamp(path)
    }

    /// Gives a file that has changed a time that none had before: nginx tells versions of one size apart by whole seconds.
    package func stamp(_ path: String) throws {
        let time = Date(timeIntervalSince1970: 1_700_000_000 + Double(changes.add(1, ordering: .relaxed).newValue))
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: root + "/" + path)
    }

    package func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: root + "/" + path)
    }

    /// The requests so far, as `GET /path 200`; waits a little for the last ones to be written down.
    package func requests(atLeast count: Int = 0) throws -> [String] {
        for _ in 0..<100 {
            let lines = try lines()
            if lines.count >= count { return lines.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } }
            usleep(20_000)
        }
        return try lines().map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
    }

    /// The lines of the log.
    package func lines() throws -> [String] {
        guard FileManager.default.fileExists(atPath: log) else { return [] }
        return try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// Forgets the requests so far.
    package func forget() throws {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        try handle.truncate(atOffset: 0)
        try handle.close()
    }

    package func stop() {
        program.stop()
    }
}
