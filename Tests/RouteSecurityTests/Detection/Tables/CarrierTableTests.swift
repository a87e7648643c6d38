import NumberResources
import Testing

@testable import RouteSecurity

@Suite("Detection: by which neighbours peers have our prefixes") struct CarrierTableTests {
    private static let key = CarrierTable.Key(own: 0, neighbour: 174)

    /// A table in which so many peers had a route by the neighbour.
    private static func table(_ peers: Int) -> CarrierTable {
        var table = CarrierTable()
        for _ in 0..<peers { _ = table.add(key) }
        return table
    }

    @Test("a neighbour is lost when the last of several peers says so; fewer say nothing", arguments: [1, 2, 3, 4])
    func lost(peers: Int) {
        var table = Self.table(peers)
        #expect(table.count(Self.key) == peers)
        let answers = (0..<peers).map { _ in table.remove(Self.key, isKnown: true) }
        #expect(answers == Array(repeating: false, count: peers - 1) + [peers >= CarrierTable.fewest])
        #expect(table.count(Self.key) == 0)
    }

    @Test("the first peer that has it again says so") func again() {
        var table = CarrierTable()
        let first = [table.add(Self.key), table.add(Self.key)]
        for _ in 0..<2 { _ = table.remove(Self.key, isKnown: true) }
        let again = table.add(Self.key)
        #expect(first == [true, false] && again)
    }

    @Test("peers that have gone themselves say nothing of the neighbour, also later") func gone() {
        var table = Self.table(3)
        let gone = (0..<3).map { _ in table.remove(Self.key, isKnown: false) }
        _ = table.add(Self.key)
        let later = table.remove(Self.key, isKnown: true)
        #expect(gone == [false, false, false] && !later)
    }

    @Test("neighbours and prefixes are counted apart") func apart() {
        var table = Self.table(3)
        for key in [CarrierTable.Key(own: 1, neighbour: 174), CarrierTable.Key(own: 0, neighbour: 1299)] {
            #expect(table.count(key) == 0)
            let isFirst = table.add(key)
            #expect(isFirst)
        }
        #expect(table.count(Self.key) == 3)
        table.removeAll()
        #expect(table.count(Self.key) == 0)
    }
}
