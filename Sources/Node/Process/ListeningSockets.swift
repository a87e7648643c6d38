internal import FoundationEssentials
internal import LocalFiles
internal import NumberResources

/// The sockets at which a process listens, as Linux lists them in proc(5).
struct ListeningSockets: Hashable {
    struct Socket: Hashable {
        let address: IPAddress
        let port: Int
        let inode: UInt64
    }

    let sockets: [Socket]

    /// The sockets of `table`, the text of `/proc/net/tcp` or `/proc/net/tcp6`, at which something listens.
    init(table: String) {
        sockets = table.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ", omittingEmptySubsequences: true)
            // The state of a socket that listens is 0A.
            guard fields.count > 9, fields[3] == "0A", let inode = UInt64(fields[9]) else { return nil }
            let place = fields[1].split(separator: ":")
            guard place.count == 2, let address = ListeningSockets.address(place[0]),
                let port = Int(place[1], radix: 16)
            else { return nil }
            return Socket(address: address, port: port, inode: inode)
        }
    }

    private init(_ sockets: [Socket]) {
        self.sockets = sockets
    }

    /// Words of 32 bits as they are in memory, printed in the machine's order.
    private static func address(_ text: Substring) -> IPAddress? {
        let digits = Array(text)
        guard digits.count == 8 || digits.count == 32 else { return nil }
        var bits = UInt128(0)
        for start in stride(from: 0, to: digits.count, by: 8) {
            guard let word = UInt32(String(digits[start..<start + 8]), radix: 16) else { return nil }
            bits = bits << 32 | UInt128(UInt32(bigEndian: word))
        }
        return digits.count == 8 ? IPAddress(ipv4: UInt32(truncatingIfNeeded: bits)) : IPAddress(ipv6: bits)
    }

    /// The process that has the file with this inode for itself, by the text of `/proc/locks`.
    static func holder(of inode: UInt64, locks: String) -> Int? {
        for line in locks.split(separator: "\n") {
            let fields = line.split(separator: " ", omittingEmptySubsequences: true)
            guard fields.count > 5, fields[1] == "FLOCK", fields[3] == "WRITE",
                fields[5].split(separator: ":").last.flatMap({ UInt64($0) }) == inode
            else { continue }
            return Int(fields[4])
        }
        return nil
    }

    /// Those of the process that has the state folder for itself; `nil` where none has, or it cannot be seen by this user.
    static func ofNode(stateFolder: String) -> ListeningSockets? {
        guard let lock = FileAccess(of: stateFolder + "/node.lock"), let locks = text("/proc/locks"),
            let process = holder(of: lock.inode, locks: locks),
            let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")
        else { return nil }
        let inodes = Set(
            names.compactMap { name -> UInt64? in
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\(name)")
                guard let target, target.hasPrefix("socket:["), target.hasSuffix("]") else { return nil }
                return UInt64(target.dropFirst(8).dropLast())
            })
        let all = ["tcp", "tcp6"].flatMap {
            text("/proc/\(process)/net/\($0)").map { ListeningSockets(table: $0).sockets } ?? []
        }
        return ListeningSockets(all.filter { inodes.contains($0.inode) })
    }

    private static func text(_ path: String) -> String? {
        (try? LocalFile.read(path, limit: 1 << 26)).map { String(decoding: $0, as: UTF8.self) }
    }
}
