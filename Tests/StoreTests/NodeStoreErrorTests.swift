import Store
import Testing

@Suite struct NodeStoreErrorTests {
    @Test func saysWhichFileAndWhy() {
        let error = NodeStoreError.database(path: "state/node.sqlite", reason: "disk I/O error")
        #expect("\(error)" == "state/node.sqlite: disk I/O error")
    }
}
