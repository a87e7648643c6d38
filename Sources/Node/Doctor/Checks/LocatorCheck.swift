internal import FoundationEssentials
internal import TextFormats

/// Whether the trust anchor locators are the registries' present ones, as far as that shows here.
struct LocatorCheck {
    struct File: Hashable {
        let path: String
        /// `nil` where it cannot be looked at.
        let modified: Date?
        /// The registry whose built-in locator has this name and another key.
        let differsFrom: String?
    }

    let now: Date
    /// Locators that can be used.
    let count: Int
    let files: [File]
    /// What is wrong with the files, as a check of the configuration says it.
    let problems: [String]

    /// Seconds: registries announce new keys in less.
    static let old = 2.0 * 365 * 86_400

    var findings: [DoctorFinding] {
        var findings = problems.map { problem in
            DoctorFinding.wrong(
                .tals, problem, breaks: "the node does not start with this configuration",
                remedy: "set rpki.tals to [registries], or get the file again from the registry")
        }
        for file in files {
            if let registry = file.differsFrom {
                findings.append(
                    .wrong(
                        .tals, "\(file.path): its key is not the one of \(registry) that this version carries",
                        breaks: "with an old key, nothing under this trust anchor is valid",
                        remedy: "set rpki.tals to [registries], or compare the file with the registry's"))
            }
            if let modified = file.modified, now.timeIntervalSince(modified) > LocatorCheck.old {
                findings.append(
                    DoctorFinding(
                        .tals, .note, "\(file.path) was last changed on \("\(RFC3339(modified))".prefix(10))",
                        remedy: "compare it with the file that the registry publishes now"))
            }
        }
        if findings.contains(where: { $0.level == .wrong }) { return findings }
        let text = count == 0 ? "no locators: nothing is validated" : count == 1 ? "1 locator" : "\(count) locators"
        return [.good(.tals, text)] + findings
    }
}
