internal import FoundationEssentials
internal import RPKIObjects
internal import RPKIRepository

/// Reading a snapshot file of 200 MB in chunks of 64 KiB, as it comes from a connection, on one core.
enum RRDPSuite {
    static func benchmarks() -> [Benchmark] {
        let file = snapshot(octets: 200_000_000)
        return [
            // 250 MB/s.
            Benchmark("RRDP snapshot of 200 MB: parse, decode, hash all", target: .milliseconds(800)) {
                read(file, hashesObjects: true, hashesFile: true)
            },
            Benchmark("RRDP snapshot of 200 MB: parse, decode") {
                read(file, hashesObjects: false, hashesFile: false)
            },
        ]
    }

    static let session = "9df4b597-af9e-4dca-bdda-719cce2c4e28"

    private static func read(_ file: [UInt8], hashesObjects: Bool, hashesFile: Bool) -> UInt64 {
        guard let session = RRDPSession(session) else { preconditionFailure("no session") }
        let reader = RRDPFileReader(.snapshot, session: session, serial: RRDPSerial(1))
        var hash = RunningHash()
        var sum: UInt64 = 0
        do {
            var start = 0
            while start < file.count {
                let chunk = file.span.extracting(start..<min(start + 65_536, file.count))
                if hashesFile { hash.update(chunk) }
                for element in try reader.read(chunk) {
                    guard case .publish(_, let octets, _) = element else { continue }
                    sum &+= UInt64(octets.count)
                    if hashesObjects { sum &+= UInt64(ObjectHash(of: octets).octets[0]) }
                }
                start += chunk.count
            }
            try reader.finish()
        } catch {
            preconditionFailure("the snapshot is refused: \(error)")
        }
        return sum &+ (hashesFile ? UInt64(hash.hash.octets[0]) : 0)
    }

    /// Objects of the size that certificates, manifests and ROAs have.
    static func snapshot(octets count: Int) -> [UInt8] {
        var generator = SeededGenerator(3)
        var file = Array(
            ("<snapshot xmlns=\"http://www.ripe.net/rpki/rrdp\" version=\"1\" session_id=\"\(session)\" serial=\"1\">\n")
                .utf8)
        file.reserveCapacity(count + 10_000)
        var number = 0
        while file.count < count {
            var object: [UInt8] = []
            let size = Int.random(in: 1200...3000, using: &generator)
            while object.count < size {
                withUnsafeBytes(of: generator.next()) { object.append(contentsOf: $0) }
            }
            let folder = String(generator.next(), radix: 16)
            file += "<publish uri=\"rsync://rpki.example.net/repository/\(folder)/\(number).roa\">".utf8
            file += Data(object).base64EncodedString().utf8
            file += "</publish>\n".utf8
            number += 1
        }
        return file + Array("</snapshot>\n".utf8)
    }
}
