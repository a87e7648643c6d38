internal import Crypto
internal import FoundationEssentials
internal import LocalFiles
internal import RPKIObjects
internal import TextFormats

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Writes a snapshot or delta file object by object, and its hash.
final class RRDPFileWriter {
    private static let portion = 1 << 20

    private var file: RRDPFile
    private let name: String
    private let descriptor: Int32
    private var pending: [UInt8] = []
    private var hasher = SHA256()

    init(_ file: RRDPFile, in folder: String, _ name: String, _ session: RRDPSession) throws(RRDPWriterError) {
        let path = folder + "/" + file.path
        try RRDPFile.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        self.file = file
        self.name = name
        guard descriptor >= 0 else { throw RRDPWriterError(path: path, reason: String(cString: strerror(errno))) }
        pending += Array(RRDPFileWriter.root(name, session, file.serial).utf8)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    static func root(_ name: String, _ session: RRDPSession, _ serial: RRDPSerial) -> String {
        "<\(name) xmlns=\"\(RRDPDocument.namespace)\" version=\"1\" session_id=\"\(session)\" serial=\"\(serial)\">\n"
    }

    func publish(
        _ uri: RsyncURI, _ octets: [UInt8], replacing hash: ObjectHash?
    ) throws(RRDPWriterError) {
        let attribute = hash.map { " hash=\"\($0)\"" } ?? ""
        try write("<publish uri=\"\(RRDPFileWriter.escaped(uri))\"\(attribute)>")
        try write(Base64.standard.text(octets))
        try write("</publish>\n")
    }

    func withdraw(_ uri: RsyncURI, _ hash: ObjectHash) throws(RRDPWriterError) {
        try write("<withdraw uri=\"\(RRDPFileWriter.escaped(uri))\" hash=\"\(hash)\"/>\n")
    }

    /// Ends the file; gives it with its size and hash.
    func finish() throws(RRDPWriterError) -> RRDPFile {
        try write("</\(name)>\n")
        try flush()
        file.digest = ObjectHash(hasher.finalize()).description
        return file
    }

    private func write(_ text: String) throws(RRDPWriterError) {
        pending += text.utf8
        if pending.count >= RRDPFileWriter.portion { try flush() }
    }

    private func flush() throws(RRDPWriterError) {
        pending.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        file.octets += pending.count
        do throws(LocalFileError) {
            try OpenFile(descriptor, file.path).write(pending)
        } catch {
            throw RRDPWriterError(path: error.path, reason: error.reason)
        }
        pending.removeAll(keepingCapacity: true)
    }

    private static func escaped(_ uri: RsyncURI) -> String {
        var text = ""
        for character in uri.description {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case "\"": text += "&quot;"
            default: text.append(character)
            }
        }
        return text
    }
}
