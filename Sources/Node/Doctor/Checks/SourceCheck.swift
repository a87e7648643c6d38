/// Whether the servers answer from which the certificates of trust anchors are fetched.
struct SourceCheck {
    struct Source: Hashable {
        /// The name of the trust anchor.
        let name: String
        let uri: String
        /// `nil` for a server that answered as it should.
        let failure: String?
    }

    let sources: [Source]

    var findings: [DoctorFinding] {
        let reasons = Set(sources.compactMap(\.failure))
        if sources.count > 1, reasons.count == 1, let reason = reasons.first, let first = sources.first,
            sources.allSatisfy({ $0.failure != nil })
        {
            return [
                .wrong(
                    .sources, "none of \(sources.count) repositories answers: \(reason)",
                    breaks: "nothing is refreshed, and what routers get expires",
                    remedy: "curl -v -o /dev/null \(first.uri)")
            ]
        }
        let findings = sources.compactMap { source in
            source.failure.map { failure in
                DoctorFinding.wrong(
                    .sources, "\(source.uri): \(failure)",
                    breaks: "ROAs under the trust anchor \(source.name) are not refreshed, and expire",
                    remedy: "curl -v -o /dev/null \(source.uri)")
            }
        }
        if !findings.isEmpty { return findings }
        let text =
            switch sources.count {
            case 0: "no repository is fetched by HTTPS"
            case 1: "1 repository answers"
            default: "\(sources.count) repositories answer"
            }
        return [.good(.sources, text)]
    }
}
