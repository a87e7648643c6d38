internal import RPKIValidation

/// Decides which fetch may start next, so that a CA that names endless servers does not keep others waiting. A pure
/// state machine: its owner starts and ends the fetches.
///
/// - Fetches of repositories that succeeded last time come before all others, and the others never have all places.
/// - Places are given in turn: to one trust anchor after the other, below it to one CA after the other, and so on down
///   to the CA whose certificates name the repository.
/// - What hangs below one trust anchor has three quarters of the places at most, what hangs below one CA in it three
///   quarters of these, and so on; always at least one.
/// - One host has as many places as it is allowed.
/// - A fetch that takes long can be parked: it goes on, and its place is another's. How many may be parked is shared in
///   the same way.
struct FetchSchedule {
    typealias ID = UInt64

    /// Limits on running fetches.
    struct Bounds {
        /// Fetches that hold a place.
        var places: Int
        /// Of one host, parked ones included.
        var perHost: Int
        /// Fetches that go on without a place.
        var parked: Int
    }

    private struct Request {
        let host: String
        let isProven: Bool
        let name: String?
        /// The number of its places in line.
        var lines: Int
        /// Its node, once it has started.
        var node: Int?
        var isParked = false
    }

    /// A trust anchor or CA that fetches are asked for below.
    private struct Node {
        let parent: Int?
        let depth: Int
        var children: [String: Int] = [:]
        /// Children with something in line, and the node itself for its own line; each once.
        var turns = FIFO<Int>()
        var hasTurn = false
        var own = FIFO<ID>()
        var running = 0
        var parked = 0
    }

    private let bounds: Bounds
    private var nodes: [Node] = []
    private var roots: [Bool: Int] = [:]
    private var requests: [ID: Request] = [:]
    private var ids: [String: ID] = [:]
    private var last: ID = 0
    private var running = 0
    private var byHost: [String: Int] = [:]
    /// Those whose turn came while their host had all it may have.
    private var blocked: [String: FIFO<(ID, Int)>] = [:]

    /// The maximum number of places in line for one fetch, for as many CAs that name its repository.
    private static let lines = 8

    init(_ bounds: Bounds) {
        self.bounds = bounds
    }

    /// Fetches in line.
    var waiting: Int { requests.values.count { $0.node == nil } }

    /// Puts a fetch in line.
    ///
    /// - Parameter path: the trust anchor and the CAs below it, down to the one whose certificate names the repository.
    mutating func add(host: String, isProven: Bool, path: [String], name: String? = nil) -> ID {
        if requests.isEmpty {
            nodes = []
            roots = [:]
            blocked = [:]
        }
        last += 1
        requests[last] = Request(host: host, isProven: isProven, name: name, lines: 1)
        if let name { ids[name] = last }
        enqueue(last, at: node(path, isProven))
        return last
    }

    /// Puts a fetch in line for one more CA that waits for it: it starts with the first turn that comes.
    mutating func add(path: [String], name: String) {
        guard let id = ids[name], let request = requests[id], request.node == nil, request.lines < FetchSchedule.lines
        else { return }
        requests[id]?.lines += 1
        enqueue(id, at: node(path, request.isProven))
    }

    /// Starts the next; `nil` when none may start now.
    mutating func start() -> ID? {
        guard running < bounds.places else { return nil }
        for isProven in [true, false] {
            if let root = roots[isProven], let (id, node) = take(root, isProven) {
                requests[id]?.node = node
                running += 1
                if let host = requests[id]?.host { byHost[host, default: 0] += 1 }
                climb(node) { $0.running += 1 }
                return id
            }
        }
        return nil
    }

    /// Takes the place of a fetch that has one, if so many may be parked.
    mutating func park(_ id: ID) -> Bool {
        guard let request = requests[id], let node = request.node, !request.isParked else { return false }
        var place: Int? = node
        while let next = place {
            guard nodes[next].parked < share(bounds.parked, nodes[next].depth) else { return false }
            place = nodes[next].parent
        }
        requests[id]?.isParked = true
        running -= 1
        climb(node) {
            $0.running -= 1
            $0.parked += 1
        }
        return true
    }

    /// Ends a fetch, or takes it out of the line.
    mutating func end(_ id: ID) {
        guard let request = requests.removeValue(forKey: id) else { return }
        if let name = request.name, ids[name] == id { ids[name] = nil }
        guard let node = request.node else { return }
        if !request.isParked { running -= 1 }
        climb(node) { if request.isParked { $0.parked -= 1 } else { $0.running -= 1 } }
        byHost[request.host, default: 1] -= 1
        if byHost[request.host] == 0 { byHost[request.host] = nil }
        while let (next, node) = blocked[request.host]?.popFirst() {
            // It may have started for another CA, or have been cancelled.
            guard let request = requests[next], request.node == nil else { continue }
            enqueue(next, at: node)
            break
        }
        if blocked[request.host]?.isEmpty ?? false { blocked[request.host] = nil }
    }

    // MARK: The tree

    private func share(_ all: Int, _ depth: Int) -> Int {
        (0..<depth).reduce(all) { share, _ in max(1, share * 3 / 4) }
    }

    private func places(_ isProven: Bool) -> Int {
        isProven ? bounds.places : max(1, bounds.places - bounds.places / 4)
    }

    private mutating func node(_ path: [String], _ isProven: Bool) -> Int {
        var place: Int
        if let root = roots[isProven] {
            place = root
        } else {
            place = nodes.count
            nodes.append(Node(parent: nil, depth: 0))
            roots[isProven] = place
        }
        for name in path.prefix(PublicationLocation.longestPath) {
            if let child = nodes[place].children[name] {
                place = child
            } else {
                nodes.append(Node(parent: place, depth: nodes[place].depth + 1))
                nodes[place].children[name] = nodes.count - 1
                place = nodes.count - 1
            }
        }
        return place
    }

    private mutating func enqueue(_ id: ID, at node: Int) {
        if nodes[node].own.isEmpty { nodes[node].turns.append(node) }
        nodes[node].own.append(id)
        var place = node
        while let parent = nodes[place].parent, !nodes[place].hasTurn {
            nodes[place].hasTurn = true
            nodes[parent].turns.append(place)
            place = parent
        }
    }

    private mutating func climb(_ node: Int, _ change: (inout Node) -> Void) {
        var place: Int? = node
        while let next = place {
            change(&nodes[next])
            place = nodes[next].parent
        }
    }

    /// The next below `place` that may start.
    private mutating func take(_ place: Int, _ isProven: Bool) -> (ID, Int)? {
        guard nodes[place].running < share(places(isProven), nodes[place].depth) else { return nil }
        for _ in 0..<nodes[place].turns.count {
            guard let next = nodes[place].turns.popFirst() else { return nil }
            let found = next == place ? takeOwn(place).map { ($0, place) } : take(next, isProven)
            // After its turn, an entry goes to the end of the line if it has more work.
            if next == place {
                if !nodes[place].own.isEmpty { nodes[place].turns.append(place) }
            } else if nodes[next].turns.isEmpty {
                nodes[next].hasTurn = false
            } else {
                nodes[place].turns.append(next)
            }
            if let found { return found }
        }
        return nil
    }

    private mutating func takeOwn(_ place: Int) -> ID? {
        while let id = nodes[place].own.popFirst() {
            guard let request = requests[id], request.node == nil else { continue }
            guard byHost[request.host, default: 0] < bounds.perHost else {
                blocked[request.host, default: FIFO()].append((id, place))
                continue
            }
            return id
        }
        return nil
    }
}
