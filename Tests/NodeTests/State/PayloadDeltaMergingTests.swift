import NumberResources
import TestSupport
import Testing
import ValidatedPayloads

@testable import Node

@Suite struct PayloadDeltaMergingTests {
    @Test func differencesInARowAreTheDifferenceBetweenTheEnds() {
        var generator = SeededGenerator(1)
        for _ in 0..<50 {
            let sets = (0..<4).map { _ in
                APIFixture.set(
                    (0..<20).filter { _ in Bool.random(using: &generator) }.map { "10.\($0).0.0/16 AS1" },
                    aspas: [APIFixture.aspa(1, 2), APIFixture.aspa(1, 3)].filter { _ in Bool.random(using: &generator)
                    },
                    keys: (1...3).filter { _ in Bool.random(using: &generator) }.map { APIFixture.key(1, $0) })
            }
            let steps = zip(sets, sets.dropFirst()).map { PayloadDelta(from: $0, to: $1) }
            let merged = steps.dropFirst().reduce(steps[0]) { $0.merging($1) }
            #expect(merged == PayloadDelta(from: sets[0], to: sets[3]))
        }
    }
}
