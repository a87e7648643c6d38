import CLibFuzzer

/// Hands the process to libFuzzer, which calls `test` with one input after the other until its time is up.
///
/// The closure captures nothing: it is called through a C function pointer. It returns 0, always; a crash, a trap, a
/// sanitizer report, a timeout or too much memory is a finding.
public func fuzz(_ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt) -> CInt {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    return LLVMFuzzerRunDriver(&count, &arguments, test)
}

/// The input of a test as an array, copied.
public func octets(_ data: UnsafePointer<UInt8>?, _ size: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: data, count: size))
}

/// The octets in pieces, of a size from 1 to 64 that the first of them says.
public func pieces(of octets: [UInt8]) -> () -> [UInt8]? {
    let size = 1 + Int(octets.first ?? 0) % 64
    var rest = octets[...]
    return {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
    }
}
