/// The types of the Reference Security Incident Taxonomy, version 1003; raw values are those of its machine-readable form, where
/// each belongs to one class.
public enum IncidentType: String, Hashable, Sendable, CaseIterable {
    // Abusive Content
    case spam
    case harmfulSpeech = "harmful-speech"
    case violence
    // Malicious Code
    case infectedSystem = "infected-system"
    case c2Server = "c2-server"
    case malwareDistribution = "malware-distribution"
    case malwareConfiguration = "malware-configuration"
    // Information Gathering
    case scanner
    case sniffing
    case socialEngineering = "social-engineering"
    // Intrusion Attempts
    case idsAlert = "ids-alert"
    case bruteForce = "brute-force"
    case exploit
    // Intrusions
    case privilegedAccountCompromise = "privileged-account-compromise"
    case unprivilegedAccountCompromise = "unprivileged-account-compromise"
    case applicationCompromise = "application-compromise"
    case systemCompromise = "system-compromise"
    case burglary
    // Availability
    case dos
    case ddos
    case misconfiguration
    case sabotage
    case outage
    // Information Content Security
    case unauthorisedInformationAccess = "unauthorised-information-access"
    case unauthorisedInformationModification = "unauthorised-information-modification"
    case dataLoss = "data-loss"
    case dataLeak = "data-leak"
    // Fraud
    case unauthorisedUseOfResources = "unauthorised-use-of-resources"
    case copyright
    case masquerade
    case phishing
    // Vulnerable
    case weakCrypto = "weak-crypto"
    case ddosAmplifier = "ddos-amplifier"
    case potentiallyUnwantedAccessible = "potentially-unwanted-accessible"
    case informationDisclosure = "information-disclosure"
    case vulnerableSystem = "vulnerable-system"
    // Other
    case other
    case undetermined
    // Test
    case test
}

extension IncidentType {
    public var incidentClass: IncidentClass {
        switch self {
        case .spam, .harmfulSpeech, .violence:
            .abusiveContent
        case .infectedSystem, .c2Server, .malwareDistribution, .malwareConfiguration:
            .maliciousCode
        case .scanner, .sniffing, .socialEngineering:
            .informationGathering
        case .idsAlert, .bruteForce, .exploit:
            .intrusionAttempts
        case .privilegedAccountCompromise, .unprivilegedAccountCompromise, .applicationCompromise, .systemCompromise,
            .burglary:
            .intrusions
        case .dos, .ddos, .misconfiguration, .sabotage, .outage:
            .availability
        case .unauthorisedInformationAccess, .unauthorisedInformationModification, .dataLoss, .dataLeak:
            .informationContentSecurity
        case .unauthorisedUseOfResources, .copyright, .masquerade, .phishing:
            .fraud
        case .weakCrypto, .ddosAmplifier, .potentiallyUnwantedAccessible, .informationDisclosure, .vulnerableSystem:
            .vulnerable
        case .other, .undetermined:
            .other
        case .test:
            .test
        }
    }

    /// The name that people read.
    public var title: String {
        switch self {
        case .spam: "Spam"
        case .harmfulSpeech: "Harmful Speech"
        case .violence: "(Child) Sexual Exploitation/Sexual/Violent Content"
        case .infectedSystem: "Infected System"
        case .c2Server: "C2 Server"
        case .malwareDistribution: "Malware Distribution"
        case .malwareConfiguration: "Malware Configuration"
        case .scanner: "Scanning"
        case .sniffing: "Sniffing"
        case .socialEngineering: "Social Engineering"
        case .idsAlert: "Exploitation of Known Vulnerabilities"
        case .bruteForce: "Login Attempts"
        case .exploit: "New Attack Signature"
        case .privilegedAccountCompromise: "Privileged Account Compromise"
        case .unprivilegedAccountCompromise: "Unprivileged Account Compromise"
        case .applicationCompromise: "Application Compromise"
        case .systemCompromise: "System Compromise"
        case .burglary: "Burglary"
        case .dos: "Denial of Service"
        case .ddos: "Distributed Denial of Service"
        case .misconfiguration: "Misconfiguration"
        case .sabotage: "Sabotage"
        case .outage: "Outage"
        case .unauthorisedInformationAccess: "Unauthorised Access to Information"
        case .unauthorisedInformationModification: "Unauthorised Modification of Information"
        case .dataLoss: "Data Loss"
        case .dataLeak: "Leak of Confidential Information"
        case .unauthorisedUseOfResources: "Unauthorised Use of Resources"
        case .copyright: "Copyright"
        case .masquerade: "Masquerade"
        case .phishing: "Phishing"
        case .weakCrypto: "Weak Cryptography"
        case .ddosAmplifier: "DDoS Amplifier"
        case .potentiallyUnwantedAccessible: "Potentially Unwanted Accessible Services"
        case .informationDisclosure: "Information Disclosure"
        case .vulnerableSystem: "Vulnerable System"
        case .other: "Uncategorised"
        case .undetermined: "Undetermined"
        case .test: "Test"
        }
    }
}

extension IncidentType {
    /// The type with these names of the machine-readable form, or `nil` where the taxonomy does not have the pair.
    public init?(class className: String, type typeName: String) {
        guard let type = IncidentType(rawValue: typeName), type.incidentClass.rawValue == className else { return nil }
        self = type
    }
}
