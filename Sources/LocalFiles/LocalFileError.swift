#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The reason why a file or folder of this machine cannot be used.
package struct LocalFileError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// Another process holds it.
        case inUse
        /// It has more octets than are taken.
        case tooLarge
        /// A pipe whose writer gives nothing.
        case silent
        /// The operating system refuses, with its error number.
        case system(Int32)
    }

    package let code: Code
    package let path: String
    /// The finding, in one line without the path.
    package let reason: String

    @inline(never)
    init(_ code: Code, _ path: String, _ reason: String) {
        self.code = code
        self.path = path
        self.reason = reason
    }

    /// The message of the operating system for this error number.
    @inline(never)
    package init(_ path: String, _ number: Int32) {
        self.init(.system(number), path, String(cString: strerror(number)))
    }

    /// The message of the operating system for the last failed call.
    @inline(never)
    package init(_ path: String) {
        self.init(path, errno)
    }
}

extension LocalFileError: CustomStringConvertible {
    package var description: String { "\(path): \(reason)" }
}
