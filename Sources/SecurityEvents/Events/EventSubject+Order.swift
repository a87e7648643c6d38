extension EventSubject {
    /// `subjects` in order, each once.
    static func canonical(_ subjects: [EventSubject]) -> [EventSubject] {
        var seen: Set<EventSubject> = []
        return subjects.filter { seen.insert($0).inserted }.sorted()
    }
}

/// By role, then kind, then value.
extension EventSubject: Comparable {
    public static func < (left: EventSubject, right: EventSubject) -> Bool {
        if left.role != right.role { return left.role.rank < right.role.rank }
        switch (left.value, right.value) {
        case (.address(let left), .address(let right)): return left < right
        case (.prefix(let left), .prefix(let right)): return left < right
        case (.asn(let left), .asn(let right)): return left < right
        case (.domain(let left), .domain(let right)): return left < right
        case (.port(let leftTransport, let leftPort), .port(let rightTransport, let rightPort)):
            return (leftTransport.rawValue, leftPort) < (rightTransport.rawValue, rightPort)
        case (.device(let left), .device(let right)): return left.order.lexicographicallyPrecedes(right.order)
        default: return left.value.rank < right.value.rank
        }
    }
}

extension EventSubject.Role {
    fileprivate var rank: Int {
        switch self {
        case .source: 0
        case .target: 1
        case .related: 2
        }
    }
}

extension EventSubject.Value {
    fileprivate var rank: Int {
        switch self {
        case .address: 0
        case .prefix: 1
        case .asn: 2
        case .domain: 3
        case .port: 4
        case .device: 5
        }
    }
}

extension EventSubject.Device {
    fileprivate var order: [String] {
        // What is absent comes before what is empty.
        [name] + [vendor, product, version].map { $0.map { "+" + $0 } ?? "" }
    }
}
