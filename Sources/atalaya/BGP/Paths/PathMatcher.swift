internal import Synchronization

/// Matches paths against a program, following all ways through it simultaneously: the time is linear in the path's
/// length.
///
/// Sets of steps that were met are remembered, with the set that each character leads to.
final class PathMatcher: Sendable {
    /// A set of steps that are under way before a character.
    private struct Node {
        /// The steps that take a character, or wait for the end.
        let steps: [Int]
        let isMatch: Bool
        let isMatchAtEnd: Bool
        /// By character, the number of the node after it; −1 where that has not been asked for.
        var next = [Int32](repeating: -1, count: 128)
    }

    private struct Memory {
        var nodes: [Node] = []
        var numbers: [[Int]: Int32] = [:]
        var first: Int32?
    }

    private let program: PathProgram
    private let memory = Mutex(Memory())

    /// Sets that are remembered; with more, all are forgotten.
    private static let mostNodes = 2_000

    init(_ program: PathProgram) {
        self.program = program
    }

    /// True if the expression is found anywhere in `path`.
    func matches(_ path: some Sequence<UInt8>) -> Bool {
        memory.withLock { memory in
            var number = first(&memory)
            for octet in path {
                if memory.nodes[Int(number)].isMatch { return true }
                let character = Int(octet & 0x7f)
                var next = memory.nodes[Int(number)].next[character]
                if next < 0 {
                    let steps = memory.nodes[Int(number)].steps
                    let isFull = memory.nodes.count >= PathMatcher.mostNodes
                    if isFull { memory = Memory() }
                    next = node(after: steps, octet, &memory)
                    if !isFull { memory.nodes[Int(number)].next[character] = next }
                }
                number = next
            }
            return memory.nodes[Int(number)].isMatch || memory.nodes[Int(number)].isMatchAtEnd
        }
    }

    /// The number of the node before the first character.
    private func first(_ memory: inout Memory) -> Int32 {
        if let known = memory.first { return known }
        let number = add([0], isStart: true, &memory)
        memory.first = number
        return number
    }

    /// The number of the node that `octet` leads to, with a new way begun after it.
    private func node(after steps: [Int], _ octet: UInt8, _ memory: inout Memory) -> Int32 {
        var targets: [Int] = []
        for step in steps {
            if case .octet(let set) = program.steps[step], set.contains(octet) { targets.append(step + 1) }
        }
        // An expression may begin anywhere.
        targets.append(0)
        return add(targets, isStart: false, &memory)
    }

    private func add(_ targets: [Int], isStart: Bool, _ memory: inout Memory) -> Int32 {
        let (reached, isMatch) = closure(targets, isStart: isStart, isEnd: false)
        if !isStart, let known = memory.numbers[reached], memory.nodes[Int(known)].isMatch == isMatch { return known }
        let atEnd = closure(reached, isStart: isStart, isEnd: true)
        let number = Int32(truncatingIfNeeded: memory.nodes.count)
        memory.nodes.append(Node(steps: reached, isMatch: isMatch, isMatchAtEnd: atEnd.isMatch))
        if !isStart { memory.numbers[reached] = number }
        return number
    }

    /// The steps that take a character, or wait for the end, that can be reached without one; ascending.
    private func closure(_ places: [Int], isStart: Bool, isEnd: Bool) -> (steps: [Int], isMatch: Bool) {
        var seen = [Bool](repeating: false, count: program.steps.count)
        var open: [Int] = []
        var reached: [Int] = []
        var isMatch = false
        func visit(_ place: Int) {
            if seen[place] { return }
            seen[place] = true
            open.append(place)
        }
        for place in places { visit(place) }
        while let place = open.popLast() {
            switch program.steps[place] {
            case .octet: reached.append(place)
            case .split(let one, let other):
                visit(one)
                visit(other)
            case .jump(let target): visit(target)
            case .start: if isStart { visit(place + 1) }
            case .end: if isEnd { visit(place + 1) } else { reached.append(place) }
            case .match: isMatch = true
            }
        }
        return (reached.sorted(), isMatch)
    }
}
