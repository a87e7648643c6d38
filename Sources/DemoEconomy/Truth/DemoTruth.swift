public import FoundationEssentials
internal import TextFormats

/// Everything that was planted in a demo.
public struct DemoTruth: Hashable, Sendable {
    public let seed: UInt64
    /// The moment that the demo is about.
    public let at: Date
    public let items: [PlantedItem]

    /// The items, as JSON.
    public var json: [UInt8] {
        JSONWriter.object(.indented) { json in
            json.member("invented", true)
            json.member("seed", seed)
            json.member("at", at)
            json.array("planted", items) { item, json in item.write(to: &json) }
        }
    }
}
