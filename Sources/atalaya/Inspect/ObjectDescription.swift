/// The description of a file: an ordered tree of named values, which is printed as text or as JSON.
struct ObjectDescription {
    /// A value, or several.
    indirect enum Value {
        /// There is none: left out of text, `null` in JSON.
        case absent
        case text(String)
        case number(Int)
        /// One below the other in text, an array in JSON.
        case list([String])
        case fields(ObjectDescription)
        /// Several things that have the same names: one below the other in text, an array of objects in JSON.
        case entries([ObjectDescription])
        case table(Table)
    }

    /// Rows of short values, made when they are printed: there may be hundreds of thousands.
    struct Table {
        /// The members of each row.
        let columns: [Name]
        let count: Int
        /// The values of a row, one a column: ``Value/absent``, a text, a number or a short list.
        let row: (Int) -> [Value]
    }

    /// The name of a value in JSON and in text.
    struct Name {
        let key: String
        let label: String

        /// - Parameter label: `nil` makes one of the key: `thisUpdate` is "This update".
        init(_ key: String, _ label: String? = nil) {
            self.key = key
            self.label = label ?? Name.label(key)
        }

        private static func label(_ key: String) -> String {
            var words = ""
            for character in key {
                if character.isUppercase { words += " " }
                words += words.isEmpty ? character.uppercased() : character.lowercased()
            }
            return words
        }
    }

    private(set) var fields: [(name: Name, value: Value)] = []

    mutating func add(_ key: String, label: String? = nil, _ value: Value) {
        fields.append((Name(key, label), value))
    }

    /// Adds a text; `nil` means that there is no value.
    mutating func add(_ key: String, label: String? = nil, _ text: String?) {
        add(key, label: label, text.map { .text($0) } ?? .absent)
    }

    /// Adds a value by its description; `nil` means that there is no value.
    mutating func add(_ key: String, label: String? = nil, describing value: (some CustomStringConvertible)?) {
        add(key, label: label, value?.description)
    }
}
