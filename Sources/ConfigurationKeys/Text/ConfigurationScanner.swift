/// Looks through the text of a configuration before the YAML library does, for what the library cannot be asked to refuse:
/// anchors and aliases, depth, and keys that are there twice, each with its place.
///
/// It follows YAML's lexical rules for the subset that a configuration needs. What is beyond that subset is refused; what is
/// not YAML at all is left to the library to report.
struct ConfigurationScanner {
    struct Place: Hashable {
        /// Both from 1, columns in Unicode scalars.
        var line: Int
        var column: Int
    }

    struct Finding {
        let code: ConfigurationProblem.Code
        let place: Place
        let message: String
    }

    /// The text, in which a key that is there again has lost its name, so that the library gets no further than it can.
    private(set) var text: [Unicode.Scalar]
    /// The problem that ends the scan.
    private(set) var findings: [Finding] = []
    /// The places of keys that occurred before in the same section, and the first of each.
    private(set) var duplicates: [Place: (name: String, first: Place)] = [:]

    private var index = 0
    private var place = Place(line: 1, column: 1)
    private var frames: [Frame] = []

    private struct Frame {
        enum Kind { case blockMapping, blockList, flowMapping, flowList }
        let kind: Kind
        let column: Int
        var keys: [String: Place] = [:]

        var isFlow: Bool { kind == .flowMapping || kind == .flowList }
    }

    init(_ text: String) {
        self.text = Array(text.unicodeScalars)
    }

    mutating func scan() {
        while index < text.count, findings.isEmpty || findings.last?.code != .limit {
            scanLine()
        }
    }

    // MARK: Characters

    private var current: Unicode.Scalar? { index < text.count ? text[index] : nil }

    private func character(after count: Int) -> Unicode.Scalar? {
        index + count < text.count ? text[index + count] : nil
    }

    private static func isBreak(_ character: Unicode.Scalar?) -> Bool {
        switch character {
        case nil, "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    private static func isBlank(_ character: Unicode.Scalar?) -> Bool {
        character == " " || character == "\t" || isBreak(character)
    }

    private static func isFlowIndicator(_ character: Unicode.Scalar?) -> Bool {
        switch character {
        case ",", "[", "]", "{", "}": true
        default: false
        }
    }

    private var isInFlow: Bool { frames.last?.isFlow ?? false }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < text.count {
            let isReturn = text[index] == "\r" && character(after: 1) == "\n"
            if ConfigurationScanner.isBreak(text[index]), !isReturn {
                place.line += 1
                place.column = 1
            } else if !isReturn {
                place.column += 1
            }
            index += 1
        }
    }

    private mutating func skipBlanks() {
        while current == " " || current == "\t" { advance() }
    }

    private mutating func skipLine() {
        while !ConfigurationScanner.isBreak(current) { advance() }
    }

    private mutating func find(_ code: ConfigurationProblem.Code, _ message: String) {
        findings.append(Finding(code: code, place: place, message: message))
    }
}

// MARK: - Structure

extension ConfigurationScanner {
    private mutating func scanLine() {
        skipBlanks()
        if !isInFlow {
            if place.column == 1, current == "%" {
                find(.unsupported, "YAML directives are not supported")
                skipLine()
            }
            if place.column == 1, ["---", "..."].contains(marker), ConfigurationScanner.isBlank(character(after: 3)) {
                advance(3)
                frames = []
            } else if !ConfigurationScanner.isBreak(current), current != "#" {
                closeBlocks(deeperThan: place.column)
            }
        }
        while !ConfigurationScanner.isBreak(current), findings.last?.code != .limit { scanToken() }
        advance()
    }

    private var marker: String {
        var marker = String.UnicodeScalarView()
        marker.append(contentsOf: text[index...].prefix(3))
        return String(marker)
    }

    private mutating func scanToken() {
        skipBlanks()
        guard let character = current, !ConfigurationScanner.isBreak(character) else { return }
        let isAlone = ConfigurationScanner.isBlank(self.character(after: 1))
        switch character {
        case "#" where index == 0 || ConfigurationScanner.isBlank(text[index - 1]): skipLine()
        case "&", "*":
            find(.alias, "anchors and aliases are not supported; repeat the value")
            skipLine()
        case "!":
            find(.unsupported, "YAML tags are not supported; each key has its type")
            skipLine()
        case "|" where !isInFlow, ">" where !isInFlow:
            find(.unsupported, "a value must be on one line; put it in quotes if it begins with '\(character)'")
            skipLine()
        case "?" where isAlone:
            find(.unsupported, "a key is a name; '?' is not supported")
            skipLine()
        case "-" where isAlone && !isInFlow:
            openBlock(.blockList, at: place.column)
            advance()
            skipBlanks()
        case "\"", "'": scanQuoted(character)
        case "[": openFlow(.flowList)
        case "{": openFlow(.flowMapping)
        case "]" where isInFlow, "}" where isInFlow:
            frames.removeLast()
            advance()
        case ",", ":": advance()
        default: scanPlain()
        }
    }

    private mutating func scanQuoted(_ quote: Unicode.Scalar) {
        let start = (index: index, place: place)
        advance()
        while !ConfigurationScanner.isBreak(current) {
            if quote == "\"", current == "\\", !ConfigurationScanner.isBreak(character(after: 1)) {
                advance(2)
            } else if quote == "'", current == "'", character(after: 1) == "'" {
                advance(2)
            } else if current == quote {
                break
            } else {
                advance()
            }
        }
        guard current == quote else {
            findings.append(
                Finding(
                    code: .unsupported, place: start.place,
                    message: "a quoted value must end on the line on which it begins")
            )
            return
        }
        let content = start.index + 1..<index
        advance()
        skipBlanks()
        if current == ":" { enterKey(content, at: start.place) }
    }

    private mutating func scanPlain() {
        let start = (index: index, place: place)
        var end = index
        while let character = current, !ConfigurationScanner.isBreak(character) {
            let next = self.character(after: 1)
            if character == ":",
                ConfigurationScanner.isBlank(next) || isInFlow && ConfigurationScanner.isFlowIndicator(next)
            {
                enterKey(start.index..<end, at: start.place)
                advance()
                return
            }
            if isInFlow, ConfigurationScanner.isFlowIndicator(character) { return }
            if character == "#", index > start.index, ConfigurationScanner.isBlank(text[index - 1]) { return }
            advance()
            if !ConfigurationScanner.isBlank(character) { end = index }
        }
    }
}

// MARK: - Sections

extension ConfigurationScanner {
    private mutating func open(_ kind: Frame.Kind, at column: Int) {
        guard frames.count < ConfigurationLimits.nesting else {
            find(.limit, "more than \(ConfigurationLimits.nesting) nested sections and lists")
            return
        }
        frames.append(Frame(kind: kind, column: column))
    }

    private mutating func openFlow(_ kind: Frame.Kind) {
        open(kind, at: place.column)
        advance()
    }

    private mutating func closeBlocks(deeperThan column: Int) {
        while let frame = frames.last, !frame.isFlow, frame.column > column { frames.removeLast() }
    }

    private mutating func openBlock(_ kind: Frame.Kind, at column: Int) {
        closeBlocks(deeperThan: column)
        // A list may begin at the column of the section that it belongs to; the section's next key ends it.
        if kind == .blockMapping, let frame = frames.last, frame.kind == .blockList, frame.column == column {
            frames.removeLast()
        }
        if let frame = frames.last, frame.kind == kind, frame.column == column { return }
        open(kind, at: column)
    }

    /// Notes a key of the innermost mapping, and takes its name away where it is there again.
    private mutating func enterKey(_ content: Range<Int>, at start: Place) {
        if !isInFlow { openBlock(.blockMapping, at: start.column) }
        guard findings.last?.code != .limit, let last = frames.indices.last, frames[last].kind != .flowList,
            !content.isEmpty
        else { return }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text[content])
        let name = String(scalars)
        guard let first = frames[last].keys[name] else {
            frames[last].keys[name] = start
            return
        }
        // A character for private use in place of the first keeps every column as it is.
        text[content.lowerBound] = Unicode.Scalar(0xe000 + UInt32(duplicates.count % 6400)) ?? "_"
        duplicates[start] = (name, first)
    }
}
