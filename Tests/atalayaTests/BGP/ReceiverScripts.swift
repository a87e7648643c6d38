import Foundation
import LocalServers
import Testing

/// Receivers of alerts, as scripts, and what they got: an object of JSON a line.
final class Receiver {
    static let isPossible = installed("python3") != nil

    let port: Int
    private let sandbox: Sandbox
    private let program: RunningProgram

    /// - Parameters:
    ///   - script: is given the port, the file to write to, and the words.
    init(_ script: String, _ words: String...) async throws {
        sandbox = try Sandbox()
        port = try LocalPort.free()
        let file = try sandbox.write(script, to: "receiver.py")
        program = try RunningProgram(
            try #require(installed("python3")), [file, "\(port)", sandbox("got"), sandbox("ready")] + words)
        try await comesTrue { FileManager.default.fileExists(atPath: self.sandbox("ready")) }
    }

    var got: [[String: Any]] {
        get throws {
            guard let text = try? sandbox.text("got") else { return [] }
            return try text.split(separator: "\n").map { line in
                try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            }
        }
    }

    /// An HTTP server. The first requests, as many as the first word says, get no answer after a second, and as many as the
    /// second word says the status that the third says.
    static let web = """
        import http.server, json, sys, threading, time
        port, got, ready, held, failed, status = int(sys.argv[1]), sys.argv[2], sys.argv[3], *map(int, sys.argv[4:7])
        lock = threading.Lock()
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def do_POST(self):
                global held, failed
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                with lock:
                    hold, fail = held > 0, held <= 0 and failed > 0
                    held -= hold
                    failed -= fail
                if hold:
                    time.sleep(1)
                    self.close_connection = True
                    self.note(body, 0)
                    return
                code = status if fail else 200
                self.send_response(code)
                self.send_header("Content-Length", "0")
                self.end_headers()
                self.note(body, code)
            def note(self, body, code):
                with lock, open(got, "a") as file:
                    headers = {name.lower(): value for name, value in self.headers.items()}
                    file.write(json.dumps({"code": code, "headers": headers, "body": body}) + "\\n")
            def log_message(self, *words):
                pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        open(ready, "w").close()
        server.serve_forever()
        """

    /// A syslog server for datagrams, and for streams with octet counting, at one port; strict in what it takes.
    static let syslog = """
        import json, socket, sys, threading
        port, got, ready = int(sys.argv[1]), sys.argv[2], sys.argv[3]
        lock = threading.Lock()
        def note(kind, octets):
            with lock, open(got, "a") as file:
                file.write(json.dumps({"kind": kind, "message": octets.decode("utf-8", "strict")}) + "\\n")
        def datagrams(sock):
            while True:
                note("udp", sock.recv(65536))
        def stream(connection):
            data = b""
            while True:
                more = connection.recv(65536)
                if not more:
                    break
                data += more
            while data:
                head, _, rest = data.partition(b" ")
                count = int(head)
                assert count <= len(rest)
                note("tcp", rest[:count])
                data = rest[count:]
            connection.close()
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", port))
        tcp = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=datagrams, args=(udp,), daemon=True).start()
        open(ready, "w").close()
        while True:
            threading.Thread(target=stream, args=(tcp.accept()[0],), daemon=True).start()
        """

    /// RIS Live over HTTPS with the certificate and key that the words name. Each connection gets what the next file of the
    /// folder has, in its way: `end` closes after it, `hold` says nothing more.
    static let risLive = """
        import glob, http.server, json, os, ssl, sys, threading, time
        port, got, ready, certificate, key, folder = int(sys.argv[1]), *sys.argv[2:7]
        lock = threading.Lock()
        files = sorted(glob.glob(folder + "/*"))
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                with lock:
                    file = files.pop(0) if files else None
                    with open(got, "a") as out:
                        headers = {name.lower(): value for name, value in self.headers.items()}
                        out.write(json.dumps({"path": self.path, "headers": headers, "file": file}) + "\\n")
                if file and file.endswith(".refuse"):
                    self.send_response(503)
                    self.end_headers()
                    return
                self.send_response(200)
                self.send_header("Content-Type", "text/plain")
                self.end_headers()
                if file:
                    self.wfile.write(open(file, "rb").read())
                    self.wfile.flush()
                if not file or file.endswith(".hold"):
                    time.sleep(30)
            def log_message(self, *words):
                pass
        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
        server = Server(("127.0.0.1", port), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        open(ready, "w").close()
        server.serve_forever()
        """
}
