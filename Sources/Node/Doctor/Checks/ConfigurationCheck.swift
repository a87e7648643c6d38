internal import ConfigurationKeys

/// What a check of the configuration finds, without what other checks say of it.
struct ConfigurationCheck {
    /// `nil` for the defaults.
    let path: String?
    let problems: [ConfigurationProblem]

    var findings: [DoctorFinding] {
        let findings = problems.map { problem in
            problem.isWarning
                ? DoctorFinding(.configuration, .note, "\(problem)")
                : .wrong(
                    .configuration, "\(problem)", breaks: "the node does not start with it, and does not take it over",
                    remedy: "atalaya config check \(path ?? "FILE")")
        }
        if findings.contains(where: { $0.level == .wrong }) { return findings }
        return [.good(.configuration, path.map { "\($0) can be used" } ?? "no file: every key has its default")]
            + findings
    }
}
