struct SkipList: Sendable { func matches(_ u: String) -> Bool { false } }
