/// The allowed audience of a record: the labels of the Traffic Light Protocol, version 2.0 (FIRST, August 2022).
///
/// Labels order from the widest circle to the narrowest.
public enum TrafficLight: String, Hashable, Sendable, CaseIterable, Comparable {
    case clear = "TLP:CLEAR"
    case green = "TLP:GREEN"
    case amber = "TLP:AMBER"
    case amberStrict = "TLP:AMBER+STRICT"
    case red = "TLP:RED"

    /// 0 for the widest circle, 4 for the narrowest.
    var narrowness: Int {
        switch self {
        case .clear: 0
        case .green: 1
        case .amber: 2
        case .amberStrict: 3
        case .red: 4
        }
    }

    public static func < (left: TrafficLight, right: TrafficLight) -> Bool {
        left.narrowness < right.narrowness
    }
}
