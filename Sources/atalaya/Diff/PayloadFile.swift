internal import Compression
internal import LocalFiles
internal import ValidatedPayloads

/// A payload file that the operator named.
enum PayloadFile {
    /// Reads the file at `path`, in any format that can be read, compressed or not, and says on standard error which
    /// rows were not taken.
    static func read(_ path: String) throws(Failure) -> PayloadDocument {
        let file = try InputFile.chunks(of: path)
        var octets = OctetStream(chunks: file.next)
        let document: PayloadDocument
        do {
            document = try PayloadReader().read(chunks: { try octets.next() })
        } catch {
            throw Failure("\(path): \(error)")
        }
        noteRejections(of: document, in: path)
        return document
    }

    /// Says on standard error which rows of the file at `path` were not taken.
    static func noteRejections(of document: PayloadDocument, in path: String) {
        for rejection in document.rejections.prefix(10) {
            StandardError.print(
                "\(path): line \(rejection.line), octet \(rejection.offset): row rejected: \(rejection.code.rawValue)")
        }
        if document.rejectionCount > 10 {
            StandardError.print("\(path): \(document.rejectionCount) rows rejected in total")
        }
    }
}
