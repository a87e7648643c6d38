import Foundation
import LocalServers
import TestSupport
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
        try await eventually { FileManager.default.fileExists(atPath: self.sandbox("ready")) }
    }

    var got: [[String: Any]] {
        get throws {
            guard let text = try? sandbox.text("got") else { return [] }
            return try text.split(separator: "\n").map { line in
                try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            }
        }
    }

    /// How many requests it held open without an answer.
    var open: Int {
        (try? sandbox.text("got.open"))?.split(separator: "\n").count ?? 0
    }

    /// An HTTP server. The first requests, as many as the first word says, get no answer until their client is gone, and
    /// as many as the second word says the status that the third says.
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
                    with lock, open(got + ".open", "a") as file:
                        file.write("open\\n")
                    self.connection.settimeout(60)
                    self.connection.recv(1)
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

    /// RIS Live by WebSocket, otherwise as `risLive`. Each message comes in two frames, with a ping between them; what the
    /// client sends is noted.
    static let risLiveSocket = """
        import base64, glob, hashlib, json, os, socket, ssl, struct, sys, threading, time
        port, got, ready, certificate, key, folder = int(sys.argv[1]), *sys.argv[2:7]
        lock = threading.Lock()
        files = sorted(glob.glob(folder + "/*"))
        def note(**words):
            with lock, open(got, "a") as out:
                out.write(json.dumps(words) + "\\n")
        def frame(opcode, data, fin=True):
            head = bytes([(128 if fin else 0) | opcode])
            length = bytes([len(data)]) if len(data) < 126 else bytes([126]) + struct.pack(">H", len(data))
            return head + length + data
        def read(stream):
            head = stream.read(2)
            if len(head) < 2:
                return None
            assert head[1] & 128, "a client masks"
            length = head[1] & 127
            if length == 126:
                length = struct.unpack(">H", stream.read(2))[0]
            mask = stream.read(4)
            data = bytes(octet ^ mask[index % 4] for index, octet in enumerate(stream.read(length)))
            return head[0] & 15, data
        def hear(stream):
            try:
                found = read(stream)
            except OSError:
                return False
            if found:
                note(opcode=found[0], data=found[1].decode("utf-8", "replace"))
            return found is not None
        def serve(connection):
            stream = connection.makefile("rb")
            request = stream.readline().decode().split()
            headers = {}
            while (line := stream.readline().decode().strip()):
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            with lock:
                file = files.pop(0) if files else None
            note(path=request[1], headers=headers)
            if file and file.endswith(".refuse"):
                connection.sendall(b"HTTP/1.1 503 Busy\\r\\nContent-Length: 0\\r\\n\\r\\n")
                connection.close()
                return
            magic = headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
            accept = base64.b64encode(hashlib.sha1(magic.encode()).digest()).decode()
            connection.sendall(("HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n"
                                f"Sec-WebSocket-Accept: {accept}\\r\\n\\r\\n").encode())
            hear(stream)
            for line in open(file, "rb").read().splitlines() if file else []:
                half = len(line) // 2
                connection.sendall(frame(1, line[:half], fin=False) + frame(9, b"x") + frame(0, line[half:]))
            if file and file.endswith(".end"):
                time.sleep(0.2)
                connection.sendall(frame(8, b""))
            while hear(stream):
                pass
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        listener = socket.create_server(("127.0.0.1", port))
        open(ready, "w").close()
        while True:
            connection = listener.accept()[0]
            try:
                connection = context.wrap_socket(connection, server_side=True)
            except OSError:
                continue
            threading.Thread(target=serve, args=(connection,), daemon=True).start()
        """
}
