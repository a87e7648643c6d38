package import Access

package import struct FoundationEssentials.Date

/// Why an account or a session was not changed.
package enum AccountFault: Error, Hashable, Sendable {
    /// Who asked has no grant for it.
    case notPermitted
    case invalidName
    case nameTaken
    case tooManyAccounts(most: Int)
    case unknownAccount
    case unknownSession
    case noRoles
    /// It would leave no account that can administer the node.
    case lastAdministrator
    case password(PasswordRules.Fault)
    /// The current password is not this one.
    case wrongPassword
    case wrongCode
    /// There were too many failed tries.
    case wait(until: Date)
    /// Too many passwords are being checked.
    case busy
    case noRoom
    /// The account was changed by someone else meanwhile.
    case changedMeanwhile
    /// The database could not be read or written.
    case store(reason: String)
}

extension AccountFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notPermitted: "this takes the role administrator"
        case .invalidName:
            "the name of an account has 1 to 64 letters without accents, digits, '.', '-', '_' and '@', and begins with a letter or digit"
        case .nameTaken: "there is an account with this name"
        case .tooManyAccounts(let most): "there are \(most) accounts already"
        case .unknownAccount: "there is no account with this name"
        case .unknownSession: "there is no such session"
        case .noRoles: "an account has at least one role"
        case .lastAdministrator: "this is the last account with the role administrator"
        case .password(let fault): "\(fault)"
        case .wrongPassword: "the current password is another one"
        case .wrongCode: "the code is not valid now"
        case .wait: "too many failed tries; wait before the next one"
        case .busy: "too many passwords are being checked; try again in a few seconds"
        case .noRoom: "there is no room for this; remove something first"
        case .changedMeanwhile: "the account was changed meanwhile; look at it and try again"
        case .store(let reason): "could not use the database of accounts: \(reason)"
        }
    }
}
