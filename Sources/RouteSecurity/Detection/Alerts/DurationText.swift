import BGPMessages

/// A time between two moments for people: its two largest units, such as `11 min 38 s`.
struct DurationText: CustomStringConvertible {
    private let seconds: Int64

    init(from start: BGPTime, to end: BGPTime) {
        seconds = max(0, end.microseconds(since: start)) / 1_000_000
    }

    var description: String {
        let units: [(name: String, size: Int64)] = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)]
        guard let first = units.firstIndex(where: { seconds >= $0.size }) else { return "0 s" }
        let (unit, rest) = (units[first], seconds % units[first].size)
        let whole = "\(seconds / unit.size) \(unit.name)"
        guard first + 1 < units.count, rest / units[first + 1].size > 0 else { return whole }
        return "\(whole) \(rest / units[first + 1].size) \(units[first + 1].name)"
    }
}
