/// The names of the members of the objects that a reader is in, so that a name that an object has twice is noticed
/// (RFC 8259 section 4: what a reader makes of it is not foreseeable).
///
/// For objects with few members; of one object, the first 64 names are remembered. Names are compared by a hash of 64 bits.
package struct JSONMemberNames {
    private var hashes: [UInt64] = []
    /// Of each object, the number of hashes before its own.
    private var starts: [Int] = []

    private static let limit = 64

    package init() {}

    /// Takes note that an object begins.
    package mutating func begin() {
        starts.append(hashes.count)
    }

    /// Takes note that the object ends.
    package mutating func end() {
        if let start = starts.popLast() { hashes.removeSubrange(start...) }
    }

    /// Takes note of a name, given without escapes; `false` where the object had it before.
    package mutating func insert(_ name: ArraySlice<UInt8>) -> Bool {
        guard let start = starts.last else { return true }
        // FNV-1a.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for octet in name { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01b3 }
        if hashes[start...].contains(hash) { return false }
        if hashes.count - start < JSONMemberNames.limit { hashes.append(hash) }
        return true
    }
}
