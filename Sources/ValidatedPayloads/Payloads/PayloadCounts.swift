/// A number of payloads of each kind.
public struct PayloadCounts: Hashable, Sendable {
    public var vrps: Int
    public var aspas: Int
    public var routerKeys: Int

    public init(vrps: Int = 0, aspas: Int = 0, routerKeys: Int = 0) {
        self.vrps = vrps
        self.aspas = aspas
        self.routerKeys = routerKeys
    }

    public var total: Int {
        vrps + aspas + routerKeys
    }
}
