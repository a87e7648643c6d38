import TestSupport
import Testing

@testable import RPKIRepository

@Suite("Whose fetch comes next") struct FetchScheduleTests {
    private static func schedule(places: Int = 16, perHost: Int = 4, parked: Int = 0) -> FetchSchedule {
        FetchSchedule(FetchSchedule.Bounds(places: places, perHost: perHost, parked: parked))
    }

    /// Adds fetches from hosts of their own.
    private static func add(
        _ count: Int, _ name: String, to schedule: inout FetchSchedule, isProven: Bool = false, path: [String]
    ) -> Set<FetchSchedule.ID> {
        Set((0..<count).map { schedule.add(host: "\(name)-\($0)", isProven: isProven, path: path) })
    }

    private static func start(_ schedule: inout FetchSchedule) -> [FetchSchedule.ID] {
        var started: [FetchSchedule.ID] = []
        while let id = schedule.start() { started.append(id) }
        return started
    }

    @Test("Ten thousand hosts below one CA leave places to what is below another CA of the trust anchor")
    func subtree() {
        var schedule = Self.schedule()
        let bad = Self.add(10_000, "bad", to: &schedule, path: ["ta", "evil"])
        let first = Self.start(&schedule)
        #expect(!first.isEmpty && bad.isSuperset(of: first))
        let good = schedule.add(host: "good", isProven: false, path: ["ta", "decent"])
        let second = Self.start(&schedule)
        #expect(second == [good])
    }

    @Test("They leave places to other trust anchors, also when they are below the trust anchor itself")
    func trustAnchor() {
        var schedule = Self.schedule()
        _ = Self.add(10_000, "bad", to: &schedule, path: ["evil"])
        _ = Self.start(&schedule)
        let good = Self.add(2, "good", to: &schedule, path: ["decent"])
        let started1 = Self.start(&schedule)
        #expect(Set(started1) == good)
    }

    @Test("CAs deep down share in the same way", arguments: 0..<6)
    func deep(depth: Int) {
        var schedule = Self.schedule()
        let above = ["ta"] + (0..<depth).map { "level-\($0)" }
        _ = Self.add(1_000, "bad", to: &schedule, path: above + ["evil"])
        let started = Self.start(&schedule)
        let good = schedule.add(host: "good", isProven: false, path: above + ["decent"])
        if depth < 5 {
            let next = Self.start(&schedule)
            #expect(next == [good])
        } else {
            // So far down one place is all there is, which is given in turn.
            #expect(started.count == 1)
            for id in started { schedule.end(id) }
            let next = Self.start(&schedule)
            for id in next { schedule.end(id) }
            let last = Self.start(&schedule)
            #expect((next + last).contains(good))
        }
    }

    @Test("Turns go round: one CA with many repositories gets as many as one with few, as long as both have some")
    func turns() {
        var schedule = Self.schedule(places: 1)
        _ = Self.add(100, "many", to: &schedule, path: ["ta", "many"])
        let few = Self.add(5, "few", to: &schedule, path: ["ta", "few"])
        var order: [Bool] = []
        for _ in 0..<10 {
            guard let id = schedule.start() else { break }
            order.append(few.contains(id))
            schedule.end(id)
        }
        #expect(order.count { $0 } == 5)
    }

    @Test("What succeeded last time comes first, and what never did never has all places")
    func proven() {
        var schedule = Self.schedule(places: 4)
        _ = Self.add(100, "new", to: &schedule, path: ["ta"])
        let started4 = Self.start(&schedule)
        #expect(started4.count == 2)
        let known = schedule.add(host: "known", isProven: true, path: ["ta"])
        let started5 = Self.start(&schedule)
        #expect(started5 == [known])
    }

    @Test("A repository that one CA names first, behind thousands of others, has the next turn of the CA whose it is")
    func twoNames() {
        var schedule = Self.schedule(places: 1)
        _ = Self.add(1_000, "bad", to: &schedule, path: ["ta", "evil"])
        let good = schedule.add(host: "good", isProven: false, path: ["ta", "evil"], name: "good")
        let started = Self.start(&schedule)
        schedule.add(path: ["ta", "decent"], name: "good")
        for id in started { schedule.end(id) }
        let next = schedule.start()
        next.map { schedule.end($0) }
        let second = schedule.start()
        #expect([next, second].contains(good))
    }

    @Test("A host has no more places than it may have, and others do not wait for it")
    func perHost() {
        var schedule = Self.schedule(places: 16, perHost: 2)
        let ids = (0..<50).map { _ in schedule.add(host: "one", isProven: true, path: ["ta"]) }
        let other = schedule.add(host: "other", isProven: true, path: ["ta"])
        let started6 = Self.start(&schedule)
        #expect(started6 == [ids[0], ids[1], other])
        schedule.end(ids[0])
        let started7 = Self.start(&schedule)
        #expect(started7 == [ids[2]])
        // Those that were cancelled while they waited do not keep the rest waiting.
        for id in ids[3..<40] { schedule.end(id) }
        schedule.end(ids[1])
        let started8 = Self.start(&schedule)
        #expect(started8 == [ids[40]])
        #expect(schedule.waiting == 9)
    }

    @Test("A fetch that is parked gives its place to another, up to so many")
    func parked() {
        var schedule = Self.schedule(places: 4, parked: 8)
        _ = Self.add(100, "slow", to: &schedule, path: ["ta"])
        var parked = 0
        var running = Self.start(&schedule)
        while let id = running.popLast() {
            guard schedule.park(id) else { break }
            parked += 1
            running += Self.start(&schedule)
        }
        // Three quarters of eight below one trust anchor.
        #expect(parked == 6)
        let good = schedule.add(host: "good", isProven: false, path: ["other"])
        let started9 = Self.start(&schedule)
        #expect(started9 == [good])
        let isParked = schedule.park(good)
        #expect(isParked)
    }

    @Test("Everything that is added starts once, whatever the order of ends")
    func completeness() {
        var generator = SeededGenerator(7)
        var schedule = Self.schedule(places: 5, perHost: 2, parked: 3)
        var started: Set<FetchSchedule.ID> = []
        var under: [FetchSchedule.ID] = []
        var all = 0
        for round in 0..<3_000 {
            if round < 1_500 {
                let path = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                    "ca-\(Int.random(in: 0...2, using: &generator))"
                }
                let name = "name-\(Int.random(in: 0...40, using: &generator))"
                schedule.add(path: path, name: name)
                _ = schedule.add(
                    host: "host-\(Int.random(in: 0...5, using: &generator))",
                    isProven: Bool.random(using: &generator), path: path, name: name)
                all += 1
            }
            for id in Self.start(&schedule) {
                #expect(started.insert(id).inserted)
                under.append(id)
            }
            if let id = under.randomElement(using: &generator) {
                if Bool.random(using: &generator) { _ = schedule.park(id) }
                if Bool.random(using: &generator) {
                    schedule.end(id)
                    under.removeAll { $0 == id }
                }
            }
        }
        while !under.isEmpty {
            for id in under { schedule.end(id) }
            under = Self.start(&schedule)
            started.formUnion(under)
        }
        #expect(started.count == all)
        #expect(schedule.waiting == 0)
    }
}
