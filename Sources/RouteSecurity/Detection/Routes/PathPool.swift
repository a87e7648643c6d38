import BGPMessages
import NumberResources

/// The different paths of routes that are followed, each once however many routes have it.
struct PathPool: Sendable {
    struct Entry: Hashable, Sendable {
        let path: ASPath
        let onlyToCustomer: ASN?
    }

    private var entries: [Entry?] = []
    private var uses: [Int32] = []
    private var free: [Int32] = []
    private var numbers: [Entry: Int32] = [:]

    /// The number of a path, with one more use of it.
    mutating func intern(_ path: ASPath, onlyToCustomer: ASN?) -> Int32 {
        let entry = Entry(path: path, onlyToCustomer: onlyToCustomer)
        if let number = numbers[entry] {
            uses[Int(number)] += 1
            return number
        }
        let number: Int32
        if let reused = free.popLast() {
            number = reused
            entries[Int(number)] = entry
            uses[Int(number)] = 1
        } else {
            number = Int32(entries.count)
            entries.append(entry)
            uses.append(1)
        }
        numbers[entry] = number
        return number
    }

    mutating func release(_ number: Int32) {
        uses[Int(number)] -= 1
        guard uses[Int(number)] == 0, let entry = entries[Int(number)] else { return }
        numbers[entry] = nil
        entries[Int(number)] = nil
        free.append(number)
    }

    /// Whether `number` is that of this path.
    func has(_ number: Int32, _ path: ASPath, onlyToCustomer: ASN?) -> Bool {
        guard let entry = entries[Int(number)] else { return false }
        return entry.path == path && entry.onlyToCustomer == onlyToCustomer
    }

    /// The attributes that checks need.
    func attributes(_ number: Int32) -> PathAttributes {
        var attributes = PathAttributes()
        if let entry = entries[Int(number)] {
            attributes.asPath = entry.path
            attributes.onlyToCustomer = entry.onlyToCustomer
        }
        return attributes
    }

    /// The path in words.
    ///
    /// - Parameter limit: The most AS numbers that it shows.
    func text(of number: Int32, limit: Int) -> String {
        attributes(number).asPath.text(limit: limit)
    }

    /// How many different paths there are.
    var count: Int {
        numbers.count
    }
}

extension ASPath {
    /// AS numbers with spaces between; sets in braces, confederations in brackets; at most `limit` AS numbers.
    func text(limit: Int) -> String {
        var parts: [String] = []
        var left = limit
        for (kind, asns) in segments {
            let numbers = asns.prefix(left).map { String($0.rawValue) }
            left -= numbers.count
            switch kind {
            case .sequence: parts.append(contentsOf: numbers)
            case .set: parts.append("{" + numbers.joined(separator: ",") + "}")
            case .confederationSequence: parts.append("(" + numbers.joined(separator: " ") + ")")
            case .confederationSet: parts.append("[" + numbers.joined(separator: ",") + "]")
            }
            if left == 0 { break }
        }
        if asns.count > limit { parts.append("…") }
        return parts.joined(separator: " ")
    }
}
