internal import HTTPService

internal import struct FoundationEssentials.Date

extension RPKIMetrics {
    func writeRepositories(_ text: inout MetricsText) {
        text.family("atalaya_repositories", .gauge, "Known repositories.")
        text.sample(snapshot.repositories.count)
        let repositories = snapshot.repositories.prefix(seriesLimit)
        guard !repositories.isEmpty else { return }
        text.family("atalaya_repository_success", .gauge, "1: the last fetch succeeded; 0: it failed.")
        for repository in repositories where repository.outcome != .pending {
            text.sample(
                repository.outcome == .failed ? 0 : 1, ("uri", repository.uri),
                ("transport", repository.transport.rawValue))
        }
        text.family(
            "atalaya_repository_result", .gauge, "Result of the last fetch: 1 for this result, 0 for the others.")
        for repository in repositories {
            text.sample(1, ("uri", repository.uri), ("result", repository.outcome.rawValue))
        }
        text.family(
            "atalaya_repository_status", .gauge,
            "HTTP status or rsync exit code of the last fetch; -1: no answer.")
        for repository in repositories {
            if let status = repository.status { text.sample(status, ("uri", repository.uri)) }
        }
        text.family(
            "atalaya_repository_age_seconds", .gauge, unit: "seconds", "Seconds since the last successful fetch.")
        for repository in repositories {
            if let age = repository.age(at: now) { text.sample(seconds: age, ("uri", repository.uri)) }
        }
        text.family(
            "atalaya_repository_last_attempt_timestamp_seconds", .gauge, unit: "seconds", "Time of the last fetch.")
        for repository in repositories {
            if let attempt = repository.lastAttempt {
                text.sample(seconds: attempt.timeIntervalSince1970, ("uri", repository.uri))
            }
        }
        text.family(
            "atalaya_repository_duration_seconds", .gauge, unit: "seconds", "Duration of the last fetch, seconds.")
        for repository in repositories {
            if let duration = repository.duration { text.sample(seconds: duration, ("uri", repository.uri)) }
        }
        text.family("atalaya_repository_objects", .gauge, "Stored objects of the repository.")
        for repository in repositories { text.sample(repository.objects, ("uri", repository.uri)) }
        text.family(
            "atalaya_repository_size_bytes", .gauge, unit: "bytes", "Octets of the stored objects of the repository.")
        for repository in repositories { text.sample(repository.octets, ("uri", repository.uri)) }
        text.family("atalaya_repository_rrdp_serial", .gauge, "RRDP serial of the stored objects.")
        for repository in repositories {
            if let rrdp = repository.rrdp { text.sample(rrdp.serial, ("uri", repository.uri)) }
        }
    }
}
