internal import RPKIObjects

/// The result of checking an object against its issuer.
struct Verdict {
    enum State {
        case valid
        case refused(ObjectError)
        case notChecked
    }

    var state: State
    /// Notes on the check for the reader, a sentence each.
    var notes: [String] = []

    var isRefused: Bool {
        if case .refused = state { true } else { false }
    }

    var description: ObjectDescription {
        var description = ObjectDescription()
        var error: ObjectError?
        switch state {
        case .valid: description.add("state", "valid")
        case .notChecked: description.add("state", "not-checked")
        case .refused(let reason):
            description.add("state", "refused")
            error = reason
        }
        description.add("reason", error?.code.rawValue)
        description.add("rfc", label: "Rule", error?.rule.document)
        description.add("section", error.flatMap { $0.rule.section.isEmpty ? nil : $0.rule.section })
        description.add("offset", label: "Octet", error?.offset.map { .number($0) } ?? .absent)
        description.add("detail", error?.detail)
        description.add("notes", label: "Notes", notes.isEmpty ? .absent : .list(notes))
        return description
    }
}
