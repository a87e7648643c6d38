#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Resource usage of a process.
public struct ProcessUsage: Hashable, Sendable {
    /// Seconds of all cores, in user and system mode together.
    public var cpuSeconds: Double
    /// Octets of memory that are resident; `nil` when that is not known.
    public var residentOctets: Int?

    public init(cpuSeconds: Double, residentOctets: Int?) {
        self.cpuSeconds = cpuSeconds
        self.residentOctets = residentOctets
    }

    /// That of this process, asked of the kernel.
    public static func current() -> ProcessUsage? {
        let ticks = clock()
        guard ticks >= 0 else { return nil }
        return ProcessUsage(
            // POSIX fixes CLOCKS_PER_SEC, which Swift does not see, at a million.
            cpuSeconds: Double(ticks) / 1e6,
            residentOctets: residentPages().map { $0 * Int(getpagesize()) })
    }

    /// The second number of `/proc/self/statm`, proc(5).
    private static func residentPages() -> Int? {
        let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = read(file, &buffer, buffer.count)
        guard count > 0 else { return nil }
        let parts = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
        return parts.count > 1 ? Int(parts[1]) : nil
    }
}
