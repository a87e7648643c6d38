extension Dictionary where Value == Int {
    /// Adds to the count of `key`, which may come from outside: at most `limit` keys are counted, further ones are left
    /// out.
    mutating func add(_ number: Int = 1, to key: Key, limit: Int) {
        if let known = self[key] {
            self[key] = known &+ number
        } else if count < limit {
            self[key] = number
        }
    }
}
