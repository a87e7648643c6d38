internal import LocalFiles
internal import NumberResources
internal import TextFormats

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Results.
enum StandardOutput {
    /// Prints text, which may have several lines; what came from outside in it does nothing to a terminal.
    static func print(_ line: String) throws(Failure) {
        try write(Array((line.printableLines + "\n").utf8).span)
    }

    private static let isTerminal = isatty(STDOUT_FILENO) == 1

    /// Writes octets: to a file or pipe as they are, to a terminal as text that it does not obey.
    static func write(_ octets: Span<UInt8>) throws(Failure) {
        if isTerminal {
            let text = octets.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }.printableLines
            return try writeText(text)
        }
        try octets.withUnsafeBytes { (buffer) throws(Failure) in
            try writeAll(buffer, to: STDOUT_FILENO, name: "standard output")
        }
    }
}

extension StandardOutput {
    private static func writeText(_ text: String) throws(Failure) {
        try Array(text.utf8).span.withUnsafeBytes { (buffer) throws(Failure) in
            try writeAll(buffer, to: STDOUT_FILENO, name: "standard output")
        }
    }
}

/// All that is not a result.
enum StandardError {
    static func print(_ line: String) {
        write(line.printableLines + "\n")
    }

    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Rewrites one line of a terminal.
    static func progress(_ text: String) {
        write("\r\u{1b}[K" + text)
    }

    /// There is nowhere to say that standard error cannot be written.
    private static func write(_ text: String) {
        var text = text
        text.withUTF8 { try? writeAll(UnsafeRawBufferPointer($0), to: STDERR_FILENO, name: "standard error") }
    }
}

/// Writes all of `buffer` to an open file.
private func writeAll(_ buffer: UnsafeRawBufferPointer, to file: Int32, name: String) throws(Failure) {
    do throws(LocalFileError) {
        try OpenFile(file, name).write(buffer)
    } catch {
        throw Failure("\(error)")
    }
}
