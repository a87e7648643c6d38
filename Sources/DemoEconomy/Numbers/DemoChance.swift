/// Choices that follow from a seed and the name of what is chosen, in no order: a choice more changes no other one.
struct DemoChance: Sendable {
    let seed: UInt64

    /// A number from 0 to `limit` - 1.
    ///
    /// - Precondition: `limit` is 1 or more.
    func number(_ name: String, below limit: Int) -> Int {
        precondition(limit > 0, "a choice among none")
        return Int(value(name) % UInt64(limit))
    }

    /// Whether something is so that is so in `percent` of all cases.
    func isSo(_ name: String, percent: Int) -> Bool {
        number(name, below: 100) < percent
    }

    /// One of `list`.
    ///
    /// - Precondition: there is one.
    func choice<Element>(_ name: String, of list: [Element]) -> Element {
        list[number(name, below: list.count)]
    }

    /// FNV-1a over the name, mixed with the seed as SplitMix64 mixes.
    private func value(_ name: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for octet in name.utf8 { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01b3 }
        hash = hash &+ seed &* 0x9e37_79b9_7f4a_7c15
        hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
        return hash ^ (hash >> 31)
    }
}
