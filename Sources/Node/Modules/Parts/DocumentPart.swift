/// A part of a document that the parts of all modules make.
struct DocumentPart<Place: Comparable & Sendable, Writer>: Sendable {
    let place: Place
    let write: @Sendable (inout Writer) -> Void

    init(_ place: Place, _ write: @escaping @Sendable (inout Writer) -> Void) {
        self.place = place
        self.write = write
    }
}

extension Sequence {
    /// Writes parts in the order of their places; those of one place in their order here.
    func write<Place, Writer>(to writer: inout Writer) where Element == DocumentPart<Place, Writer> {
        for part in sorted(by: { $0.place < $1.place }) { part.write(&writer) }
    }
}
