/// An expression as steps, of which several may be active simultaneously (K. Thompson, CACM 11(6), 1968).
struct PathProgram {
    enum Step {
        /// Takes one character of the set, and goes on with the next step.
        case octet(OctetSet)
        /// Goes on with both.
        case split(Int, Int)
        case jump(Int)
        /// Goes on at the start, or the end, of the path only.
        case start
        case end
        case match
    }

    private(set) var steps: [Step] = []
    private let limit: Int
    /// Parts that were looked at: one without steps can be repeated, too.
    private var parts = 0

    fileprivate init(_ expression: PathExpression, limit: Int) throws(PathPatternError) {
        self.limit = limit
        try add(expression)
        try emit(.match)
    }

    private mutating func emit(_ step: Step) throws(PathPatternError) {
        guard steps.count < limit else { throw tooLarge }
        steps.append(step)
    }

    private var tooLarge: PathPatternError {
        PathPatternError(
            "its repetitions expand to more than \(limit) steps: use smaller numbers, or * or +")
    }

    private mutating func add(_ expression: PathExpression) throws(PathPatternError) {
        parts += 1
        guard parts <= 4 * limit else { throw tooLarge }
        switch expression {
        case .empty: break
        case .octet(let set): try emit(.octet(set))
        case .start: try emit(.start)
        case .end: try emit(.end)
        case .sequence(let parts): for part in parts { try add(part) }
        case .alternatives(let all): try addAlternatives(all)
        case .repeated(let part, let least, let most):
            for _ in 0..<least { try add(part) }
            guard let most else { return try addLoop(part) }
            var splits: [Int] = []
            for _ in least..<max(most, least) {
                splits.append(steps.count)
                try emit(.split(0, 0))
                try add(part)
            }
            for place in splits { steps[place] = .split(place + 1, steps.count) }
        }
    }

    private mutating func addAlternatives(_ all: [PathExpression]) throws(PathPatternError) {
        var jumps: [Int] = []
        for (number, one) in all.enumerated() {
            guard number < all.count - 1 else {
                try add(one)
                break
            }
            let split = steps.count
            try emit(.split(0, 0))
            try add(one)
            jumps.append(steps.count)
            try emit(.jump(0))
            steps[split] = .split(split + 1, steps.count)
        }
        for place in jumps { steps[place] = .jump(steps.count) }
    }

    private mutating func addLoop(_ part: PathExpression) throws(PathPatternError) {
        let split = steps.count
        try emit(.split(0, 0))
        try add(part)
        try emit(.jump(split))
        steps[split] = .split(split + 1, steps.count)
    }
}

extension PathExpression {
    /// The steps of the expression.
    ///
    /// - Throws: where there would be more than `limit`.
    func program(limit: Int) throws(PathPatternError) -> PathProgram {
        try PathProgram(self, limit: limit)
    }
}
