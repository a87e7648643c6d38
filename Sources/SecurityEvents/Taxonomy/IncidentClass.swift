/// The classes of the Reference Security Incident Taxonomy, version 1003; raw values are those of its machine-readable form.
public enum IncidentClass: String, Hashable, Sendable, CaseIterable {
    case abusiveContent = "abusive-content"
    case maliciousCode = "malicious-code"
    case informationGathering = "information-gathering"
    case intrusionAttempts = "intrusion-attempts"
    case intrusions
    case availability
    case informationContentSecurity = "information-content-security"
    case fraud
    case vulnerable
    case other
    case test

    /// The name that people read.
    public var title: String {
        switch self {
        case .abusiveContent: "Abusive Content"
        case .maliciousCode: "Malicious Code"
        case .informationGathering: "Information Gathering"
        case .intrusionAttempts: "Intrusion Attempts"
        case .intrusions: "Intrusions"
        case .availability: "Availability"
        case .informationContentSecurity: "Information Content Security"
        case .fraud: "Fraud"
        case .vulnerable: "Vulnerable"
        case .other: "Other"
        case .test: "Test"
        }
    }

    /// The types of the class, in the order of the taxonomy.
    public var types: [IncidentType] {
        IncidentType.allCases.filter { $0.incidentClass == self }
    }
}
