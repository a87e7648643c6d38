internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Identity of a running system, different on each machine and after each start.
public struct HostIdentity: Hashable, Sendable {
    /// The machine's identifier; empty where it has none, as many containers do.
    public let machine: String
    /// The name of the host, which containers have each for itself.
    public let name: String
    /// The identifier of this start of the kernel; `nil` where it cannot be read.
    public let boot: String?

    public init(machine: String, name: String, boot: String?) {
        self.machine = machine
        self.name = name
        self.boot = boot
    }

    /// The system that this process runs on.
    public static func current() -> HostIdentity {
        var octets = [CChar](repeating: 0, count: 256)
        let hasName = gethostname(&octets, octets.count - 1) == 0
        let name = hasName ? octets.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) } : []
        return HostIdentity(
            machine: line("/etc/machine-id") ?? "", name: String(decoding: name, as: UTF8.self),
            boot: line("/proc/sys/kernel/random/boot_id"))
    }

    /// The first line of a small file.
    private static func line(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path), data.count <= 256 else { return nil }
        let text = String(decoding: data, as: UTF8.self).split(separator: "\n").first.map(String.init)
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }
}
