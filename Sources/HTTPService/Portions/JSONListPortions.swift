package import TextFormats

/// `{"name":[{…},…]}`, an object for each element.
///
/// ```swift
/// let body = JSONListPortions("repositories", repositories) { repository, json in json.member("uri", repository.uri) }
/// return try await portioned(body, ContentType.json, context)
/// ```
package struct JSONListPortions<Element: Sendable>: PortionedBody {
    private static var size: Int { 1 << 16 }

    private let name: String
    private let elements: [Element]
    private let head: @Sendable (inout JSONWriter) -> Void
    private let write: @Sendable (Element, inout JSONWriter) -> Void
    private var json = JSONWriter(.indented)
    /// The next element; `nil` before the first octet.
    private var place: Int?

    /// - Parameters:
    ///   - head: Writes the members before the list.
    ///   - write: Writes the members of an element.
    package init(
        _ name: String, _ elements: [Element], head: @escaping @Sendable (inout JSONWriter) -> Void = { _ in },
        write: @escaping @Sendable (Element, inout JSONWriter) -> Void
    ) {
        self.name = name
        self.elements = elements
        self.head = head
        self.write = write
    }

    package mutating func appendPortion(to out: inout [UInt8]) -> Bool {
        var next = place ?? 0
        if place == nil {
            json.beginObject()
            head(&json)
            json.name(name)
            json.beginArray()
        }
        while next < elements.count, json.octets.count < JSONListPortions.size {
            json.object { write(elements[next], &$0) }
            next += 1
        }
        place = next
        if next == elements.count {
            json.endArray()
            json.endObject()
            json.endLine()
        }
        json.drain(into: &out)
        return next < elements.count
    }
}
