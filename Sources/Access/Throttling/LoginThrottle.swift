public import struct FoundationEssentials.Date

/// Decides which tries to log in are looked at.
///
/// Each account and each address has a count of failed tries, and with it a wait that grows. A browser that has logged in to the
/// account before has a count of its own in their place: so who guesses the passwords of an account does not lock its owner
/// out. A try that has to wait is not counted, so that tries alone do not make the wait longer.
public struct LoginThrottle: Sendable {
    private var accounts: TryCounts<String>
    private var addresses: TryCounts<String>
    private var devices: TryCounts<SecretHash>

    public init(limits: ThrottleLimits = ThrottleLimits()) {
        accounts = TryCounts(
            free: limits.accountTries, longest: limits.accountWaitSeconds, forget: limits.forgetSeconds,
            most: limits.counted)
        addresses = TryCounts(
            free: limits.addressTries, longest: limits.addressWaitSeconds, forget: limits.forgetSeconds,
            most: limits.counted)
        devices = TryCounts(
            free: limits.deviceTries, longest: limits.addressWaitSeconds, forget: limits.forgetSeconds,
            most: limits.counted)
    }

    /// Admits a try, and counts it as failed until ``succeeded(_:)``: so tries that come together are all counted.
    ///
    /// - Returns: `nil` where it may be looked at now, otherwise from when on.
    public mutating func admit(_ attempt: LoginTry, at now: Date) -> Date? {
        if let device = attempt.device {
            if let wait = devices.wait(of: device, at: now) { return wait }
            devices.add(device, at: now)
            return nil
        }
        let waits = [accounts.wait(of: attempt.account, at: now), addresses.wait(of: attempt.address, at: now)]
        if let wait = waits.compactMap(\.self).max() { return wait }
        accounts.add(attempt.account, at: now)
        addresses.add(attempt.address, at: now)
        return nil
    }

    /// An admitted try has logged in.
    ///
    /// The count of the address goes on but for this try: who has one account does not get tries for others with it.
    public mutating func succeeded(_ attempt: LoginTry) {
        if let device = attempt.device { return devices.clear(device) }
        accounts.clear(attempt.account)
        addresses.takeBack(attempt.address)
    }

    /// An admitted try was not looked at after all.
    public mutating func takeBack(_ attempt: LoginTry) {
        if let device = attempt.device { return devices.takeBack(device) }
        accounts.takeBack(attempt.account)
        addresses.takeBack(attempt.address)
    }

    /// How many accounts, addresses and browsers are counted.
    public var counted: (accounts: Int, addresses: Int, devices: Int) {
        (accounts.number, addresses.number, devices.number)
    }
}
