public import SecurityEvents

extension TrafficLight {
    /// The label as FIRST prints it, for the partial `tlp`.
    public var view: View {
        let color =
            switch self {
            case .clear: "clear"
            case .green: "green"
            case .amber, .amberStrict: "amber"
            case .red: "red"
            }
        return ["color": .text(color), "label": .text(rawValue)]
    }
}
