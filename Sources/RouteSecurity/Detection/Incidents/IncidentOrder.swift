/// Which incident makes room for another: lists of slots, each in the order in which they came, from the one whose incidents go
/// first to the one whose incidents go last. Every step takes the same time, however many there are.
struct IncidentOrder: Sendable {
    private struct Links: Sendable {
        var list: Int32 = -1
        var earlier: Int32 = -1
        var later: Int32 = -1
    }

    private var links: [Links] = []
    private var first: [Int32]
    private var last: [Int32]

    /// - Parameter lists: The number of lists.
    init(lists: Int) {
        first = Array(repeating: -1, count: lists)
        last = first
    }

    /// The list that a slot is in; `nil` for none.
    func list(of slot: Int) -> Int? {
        guard links.indices.contains(slot), links[slot].list >= 0 else { return nil }
        return Int(links[slot].list)
    }

    /// The first slot of the first list that is not empty, up to `list`.
    func first(upTo list: Int) -> (slot: Int, list: Int)? {
        for index in 0...list where first[index] >= 0 { return (Int(first[index]), index) }
        return nil
    }

    /// Puts a slot at the end of a list, unless it is in that list.
    mutating func move(_ slot: Int, to list: Int) {
        while links.count <= slot { links.append(Links()) }
        if links[slot].list == Int32(list) { return }
        remove(slot)
        links[slot] = Links(list: Int32(list), earlier: last[list], later: -1)
        if last[list] >= 0 { links[Int(last[list])].later = Int32(slot) } else { first[list] = Int32(slot) }
        last[list] = Int32(slot)
    }

    /// Takes a slot out of its list.
    mutating func remove(_ slot: Int) {
        guard let list = list(of: slot) else { return }
        let link = links[slot]
        if link.earlier >= 0 { links[Int(link.earlier)].later = link.later } else { first[list] = link.later }
        if link.later >= 0 { links[Int(link.later)].earlier = link.earlier } else { last[list] = link.earlier }
        links[slot] = Links()
    }
}
