extension AlertClass {
    /// Whether it says that an AS next to us is not a neighbour.
    var isAboutNeighbour: Bool {
        switch self {
        case .exactPrefixFirstHop, .subPrefixFirstHop, .newUpstream: true
        default: false
        }
    }

    /// Whether it says that an AS is not to originate what it does.
    var isAboutOrigin: Bool {
        switch self {
        case .exactPrefixOrigin, .subPrefixOrigin, .squatting, .superPrefixOrigin, .newPrefix, .notOurs: true
        default: false
        }
    }

    /// Whether what its offender is to us says how likely it is that all is as it should be. A customer that leaks is a customer.
    var dependsOnRelation: Bool {
        switch self {
        case .exactPrefixPath, .subPrefixPath: true
        default: isAboutNeighbour || isAboutOrigin
        }
    }
}
