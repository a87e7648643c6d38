import NumberResources
import TestSupport
import Testing

/// Against a model that lists every number: eight bits are enough to meet both ends often.
@Suite struct IntervalSetTests {
    static func randomRanges(_ generator: inout SeededGenerator) -> [ClosedRange<UInt8>] {
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            let lower =
                Bool.random(using: &generator)
                ? UInt8.random(in: 0...255, using: &generator)
                : UInt8.random(in: 0...20, using: &generator)
            let upper = lower.addingReportingOverflow(.random(in: 0...40, using: &generator))
            return lower...(upper.overflow ? .max : upper.partialValue)
        }
    }

    static func numbers(_ set: IntervalSet<UInt8>) -> Set<UInt8> {
        Set(set.ranges.flatMap { Array($0) })
    }

    static func expectCanonical(_ set: IntervalSet<UInt8>) {
        for (left, right) in zip(set.ranges, set.ranges.dropFirst()) {
            #expect(Int(left.upperBound) + 1 < Int(right.lowerBound))
        }
    }

    @Test func agreesWithSetsOfSingleNumbers() {
        var generator = SeededGenerator(5)
        for _ in 0..<2_000 {
            let ranges = (Self.randomRanges(&generator), Self.randomRanges(&generator))
            let (left, right) = (IntervalSet(ranges.0), IntervalSet(ranges.1))
            let model = (Set(ranges.0.flatMap { Array($0) }), Set(ranges.1.flatMap { Array($0) }))
            for (set, numbers) in [
                (left, model.0), (left.union(right), model.0.union(model.1)),
                (left.intersection(right), model.0.intersection(model.1)),
                (left.subtracting(right), model.0.subtracting(model.1)),
            ] {
                Self.expectCanonical(set)
                #expect(Self.numbers(set) == numbers)
            }
            #expect(left.isSuperset(of: right) == model.0.isSuperset(of: model.1))
            #expect(left.isDisjoint(with: right) == model.0.isDisjoint(with: model.1))
            #expect((left == right) == (model.0 == model.1))
            let probe = Self.randomRanges(&generator).first ?? 0...255
            #expect(left.contains(probe) == model.0.isSuperset(of: probe))
            #expect(left.overlaps(probe) == !model.0.isDisjoint(with: probe))
            #expect(left.contains(probe.lowerBound) == model.0.contains(probe.lowerBound))
        }
    }

    @Test func neighboursAreMergedAndGapsKept() {
        #expect(IntervalSet<UInt32>([4...5, 0...3]).ranges == [0...5])
        #expect(IntervalSet<UInt32>([5...5, 0...3]).ranges == [0...3, 5...5])
        #expect(IntervalSet<UInt32>([7...9, 0...20, 1...2]).ranges == [0...20])
    }

    @Test func bothEndsOf128BitsAreNumbersLikeOthers() {
        let all = IntervalSet<UInt128>.all
        let ends = IntervalSet<UInt128>([0...0, .max ... .max])
        #expect(ends.ranges == [0...0, .max ... .max])
        #expect(all.isSuperset(of: ends))
        #expect(all.contains(.max))
        #expect(all.subtracting(ends).ranges == [1...(.max - 1)])
        #expect(all.subtracting(ends).union(ends) == all)
        #expect(all.subtracting(all).isEmpty)
        #expect(ends.subtracting(all).isEmpty)
        #expect(ends.intersection(all) == ends)
        #expect(all.isDisjoint(with: IntervalSet()))
        #expect(!all.isDisjoint(with: ends))
        #expect(IntervalSet<UInt128>([0 ... .max, .max ... .max]) == all)
        #expect(IntervalSet<UInt128>([(.max - 1) ... .max, 0...(.max - 2)]) == all)
    }

    @Test func prefixesMakeUpTheSetAndNoTwoCouldBeOne() {
        var generator = SeededGenerator(6)
        for _ in 0..<300 {
            let set = IntervalSet<UInt32>((0..<5).map { _ in generator.range() })
            let prefixes = set.prefixes(.ipv4)
            #expect(IntervalSet(prefixes: prefixes) == set)
            #expect(prefixes == prefixes.sorted())
            for (left, right) in zip(prefixes, prefixes.dropFirst()) where left.length == right.length {
                let parent = IPPrefix(truncating: left.address, length: Int(left.length) - 1)
                #expect(!parent.covers(right))
            }
        }
    }
}
