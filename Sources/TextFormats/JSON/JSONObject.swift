/// The members of an object, in the order in which they were written.
public struct JSONObject: Hashable, Sendable {
    public struct Member: Hashable, Sendable {
        public var name: String
        public var value: JSONValue

        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    public private(set) var members: [Member]

    /// The members; of two with the same name the last one counts, in the place of the first.
    public init(_ members: [Member] = []) {
        self.members = []
        for member in members { self[member.name] = member.value }
    }

    /// - Parameter members: With different names.
    init(distinct members: [Member]) {
        self.members = members
    }

    public var count: Int { members.count }

    public var isEmpty: Bool { members.isEmpty }

    /// The value of the member `name`; a new one is appended, and `nil` takes it out. Names are the same where their
    /// octets are (RFC 8259 section 8.3).
    public subscript(name: String) -> JSONValue? {
        get { index(of: name).map { members[$0].value } }
        set {
            switch (index(of: name), newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name, value))
            case (nil, nil): break
            }
        }
    }

    /// Takes the member `name` out and gives its value.
    public mutating func remove(_ name: String) -> JSONValue? {
        index(of: name).map { members.remove(at: $0).value }
    }

    /// The same members in the order of their names, and so for the objects in them: of their UTF-16 units, as RFC 8785
    /// section 3.2.3 has it.
    public var sorted: JSONObject {
        JSONObject(
            distinct: members.map { Member($0.name, $0.value.sorted) }
                .sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) })
    }

    private func index(of name: String) -> Int? {
        members.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map(Member.init))
    }
}
