internal import CLibXML2

/// The receiver of a document's contents. It reports a fault to ``XMLReader/stop(_:)``.
protocol XMLEvents: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes, _ reader: XMLReader)
    func end(_ reader: XMLReader)
    func text(_ octets: UnsafeBufferPointer<UInt8>, _ reader: XMLReader)
}

/// An element's name, valid while its event lasts.
struct XMLName {
    let name: UnsafePointer<xmlChar>
    let namespace: UnsafePointer<xmlChar>?

    /// True if the name without its prefix is `text`.
    func isCalled(_ text: StaticString) -> Bool {
        XMLName.equal(name, text)
    }

    func isIn(namespace text: StaticString) -> Bool {
        namespace.map { XMLName.equal($0, text) } ?? false
    }

    /// For messages.
    var shortened: String { XMLName.shortened(name) }

    static func equal(_ octets: UnsafePointer<xmlChar>, _ text: StaticString) -> Bool {
        for index in 0..<text.utf8CodeUnitCount where octets[index] != text.utf8Start[index] { return false }
        return octets[text.utf8CodeUnitCount] == 0
    }

    static func shortened(_ octets: UnsafePointer<xmlChar>) -> String {
        var count = 0
        while count < 60, octets[count] != 0 { count += 1 }
        return String(decoding: UnsafeBufferPointer(start: octets, count: count), as: UTF8.self)
    }
}

/// The attributes of an element, valid while its event lasts.
struct XMLAttributes {
    let count: Int
    /// Name, prefix, namespace, start and end of the value, for each.
    private let values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

    init(count: Int, values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        self.count = values == nil ? 0 : count
        self.values = values
    }

    /// The name of the attribute at `index`; `nil` when it is in a namespace.
    func name(_ index: Int) -> UnsafePointer<xmlChar>? {
        guard let values, values[5 * index + 2] == nil, values[5 * index + 1] == nil else { return nil }
        return values[5 * index]
    }

    func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        guard let start = values?[5 * index + 3], let end = values?[5 * index + 4] else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: start, count: end - start)
    }

    /// The value of the attribute called `name`.
    func value(of name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        for index in 0..<count {
            if let found = self.name(index), XMLName.equal(found, name) { return value(index) }
        }
        return nil
    }
}
