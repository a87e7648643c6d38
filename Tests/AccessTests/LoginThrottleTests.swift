import Access
import FoundationEssentials
import Testing

@Suite("Throttling of logins") struct LoginThrottleTests {
    private let start = AccessSamples.now

    @Test("10,000 tries in an hour from one address are nearly all refused unseen, and its owner logs in at any time")
    func oneAddress() {
        var throttle = LoginThrottle()
        let attack = LoginTry(account: "alice", address: "192.0.2.1")
        let owner = LoginTry(account: "alice", address: "198.51.100.7", device: AccessSamples.secret(3).hash)
        var (looked, longest) = (0, 0.0)
        for number in 0..<10_000 {
            let now = start.addingTimeInterval(Double(number) * 0.36)
            if let until = throttle.admit(attack, at: now) {
                longest = max(longest, until.timeIntervalSince(now))
            } else {
                looked += 1
            }
            if number.isMultiple(of: 1_000) {
                #expect(throttle.admit(owner, at: now) == nil, "the owner was locked out at try \(number)")
                throttle.succeeded(owner)
            }
        }
        // 5 without a wait, then waits of 1, 2, 4 … 256 s, then 300 s.
        #expect((20...30).contains(looked), "\(looked)")
        #expect((200...300).contains(longest))
    }

    @Test("10,000 tries from as many addresses are refused by the count of the account") func manyAddresses() {
        var throttle = LoginThrottle()
        let looked = (0..<10_000).count { number in
            throttle.admit(LoginTry(account: "alice", address: "a\(number)"), at: start.addingTimeInterval(0.36)) == nil
        }
        #expect(looked == 5)
        let device = LoginTry(account: "alice", address: "a1", device: AccessSamples.secret(3).hash)
        #expect(throttle.admit(device, at: start.addingTimeInterval(1)) == nil)
    }

    @Test("10,000 tries for as many names are refused by the count of the address") func manyNames() {
        var throttle = LoginThrottle()
        let looked = (0..<10_000).count { number in
            throttle.admit(LoginTry(account: "n\(number)", address: "192.0.2.1"), at: start) == nil
        }
        #expect(looked == 20)
        #expect(throttle.admit(LoginTry(account: "alice", address: "192.0.2.2"), at: start) == nil)
    }

    @Test("A known browser has a count of its own, which grows, too") func device() {
        var throttle = LoginThrottle()
        let device = LoginTry(account: "alice", address: "a", device: AccessSamples.secret(3).hash)
        let looked = (0..<1_000).count { _ in throttle.admit(device, at: start) == nil }
        #expect(looked == 10)
        #expect(throttle.admit(LoginTry(account: "alice", address: "a"), at: start) == nil)
    }

    @Test("A login begins the count of its account again, but not that of its address") func success() {
        var throttle = LoginThrottle()
        let mine = LoginTry(account: "mallory", address: "192.0.2.1")
        var looked = 0
        for number in 0..<100 {
            if throttle.admit(LoginTry(account: "n\(number)", address: "192.0.2.1"), at: start) == nil { looked += 1 }
            if throttle.admit(mine, at: start) == nil { throttle.succeeded(mine) }
        }
        #expect(looked == 20)
        for _ in 0..<4 { _ = throttle.admit(LoginTry(account: "alice", address: "b"), at: start) }
        throttle.succeeded(LoginTry(account: "alice", address: "b"))
        #expect((0..<10).count { _ in throttle.admit(LoginTry(account: "alice", address: "c"), at: start) == nil } == 5)
    }

    @Test("A try that was not looked at is taken back") func takenBack() {
        var throttle = LoginThrottle()
        let attempt = LoginTry(account: "alice", address: "a")
        for _ in 0..<100 {
            #expect(throttle.admit(attempt, at: start) == nil)
            throttle.takeBack(attempt)
        }
        #expect(throttle.counted == (0, 0, 0))
    }

    @Test("After a day without a try nobody waits; a clock that was set back makes nobody wait for long") func clock() {
        var throttle = LoginThrottle()
        let attempt = LoginTry(account: "alice", address: "a")
        for _ in 0..<100 { _ = throttle.admit(attempt, at: start) }
        #expect(throttle.admit(attempt, at: start) != nil)
        #expect(throttle.admit(attempt, at: start.addingTimeInterval(86_400)) == nil)
        for _ in 0..<100 { _ = throttle.admit(attempt, at: start.addingTimeInterval(86_400)) }
        #expect(throttle.admit(attempt, at: start.addingTimeInterval(-1_000_000)) == nil)
    }

    @Test("A flood of names stays within the memory, and does not clear the count of the account under attack")
    func flood() {
        var limits = ThrottleLimits()
        limits.counted = 100
        limits.addressTries = 100_000
        var throttle = LoginThrottle(limits: limits)
        for _ in 0..<5 { _ = throttle.admit(LoginTry(account: "alice", address: "a"), at: start) }
        for number in 0..<2_000 {
            _ = throttle.admit(LoginTry(account: "n\(number)", address: "b\(number)"), at: start)
        }
        #expect(throttle.counted.accounts <= 100 && throttle.counted.addresses <= 100)
        #expect(throttle.admit(LoginTry(account: "alice", address: "c"), at: start) != nil)
    }
}
