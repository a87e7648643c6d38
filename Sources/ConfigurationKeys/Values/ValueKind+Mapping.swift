extension ValueKind {
    /// A section whose names are values of a type of their own.
    ///
    /// - Parameter form: The form of an entry, such as `HOST: ADDRESS`.
    package static func mapping<Name: Hashable & Comparable, Element>(
        _ names: ValueKind<Name>, to elements: ValueKind<Element>, form: String
    ) -> ValueKind where Value == [Name: Element] {
        ValueKind(
            name: "mapping", expected: form, range: form, shape: .mapping,
            read: { value, context in
                let key = context.key
                defer { context.key = key }
                let entries: [ConfigurationValue.Entry]
                switch value.content {
                case .nothing: entries = []
                case .mapping(let written): entries = written
                case .scalar, .list:
                    context.report(
                        .wrongType, at: value.origin, "\(value.kind) where a section belongs; expected \(form)")
                    return nil
                }
                var values: [Name: Element] = [:]
                for entry in entries {
                    context.key = "\(key).\(entry.name)"
                    context.note(entry.origin)
                    let written = ConfigurationValue(content: .scalar(entry.name), origin: entry.origin)
                    guard let name = names.read(written, &context),
                        let element = elements.read(entry.value, &context)
                    else { continue }
                    guard values.updateValue(element, forKey: name) == nil else {
                        context.report(.duplicateKey, at: entry.origin, "\(names.text(name)) occurs twice")
                        continue
                    }
                }
                return values
            },
            text: { values in
                let entries = values.sorted { $0.key < $1.key }.map {
                    "\(names.text($0.key)): \(elements.text($0.value))"
                }
                return "{" + entries.joined(separator: ", ") + "}"
            })
    }
}
