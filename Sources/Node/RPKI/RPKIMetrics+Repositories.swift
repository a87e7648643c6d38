internal import HTTPService

internal import struct FoundationEssentials.Date

extension RPKIMetrics {
    func writeRepositories(_ text: inout MetricsText) {
        text.family("atalaya_repositories", .gauge, "Repositories that are known.")
        text.sample(snapshot.repositories.count)
        let repositories = snapshot.repositories.prefix(seriesLimit)
        guard !repositories.isEmpty else { return }
        text.family("atalaya_repository_success", .gauge, "Whether the last attempt to fetch succeeded.")
        for repository in repositories where repository.outcome != .pending {
            text.sample(
                repository.outcome == .failed ? 0 : 1, ("uri", repository.uri),
                ("transport", repository.transport.rawValue))
        }
        text.family("atalaya_repository_result", .gauge, "How the last attempt to fetch ended: 1 for that result.")
        for repository in repositories {
            text.sample(1, ("uri", repository.uri), ("result", repository.outcome.rawValue))
        }
        text.family(
            "atalaya_repository_status", .gauge,
            "The HTTP status or rsync exit code of the last attempt; -1 for no answer.")
        for repository in repositories {
            if let status = repository.status { text.sample(status, ("uri", repository.uri)) }
        }
        text.family(
            "atalaya_repository_age_seconds", .gauge, unit: "seconds", "The seconds since the last success.")
        for repository in repositories {
            if let age = repository.age(at: now) { text.sample(seconds: age, ("uri", repository.uri)) }
        }
        text.family(
            "atalaya_repository_last_attempt_timestamp_seconds", .gauge, unit: "seconds", "When it was last tried.")
        for repository in repositories {
            if let attempt = repository.lastAttempt {
                text.sample(seconds: attempt.timeIntervalSince1970, ("uri", repository.uri))
            }
        }
        text.family(
            "atalaya_repository_duration_seconds", .gauge, unit: "seconds", "How long the last attempt took.")
        for repository in repositories {
            if let duration = repository.duration { text.sample(seconds: duration, ("uri", repository.uri)) }
        }
        text.family("atalaya_repository_objects", .gauge, "Objects that are held of the repository.")
        for repository in repositories { text.sample(repository.objects, ("uri", repository.uri)) }
        text.family("atalaya_repository_size_bytes", .gauge, unit: "bytes", "Octets that these have.")
        for repository in repositories { text.sample(repository.octets, ("uri", repository.uri)) }
        text.family("atalaya_repository_rrdp_serial", .gauge, "The RRDP serial of what is held.")
        for repository in repositories {
            if let rrdp = repository.rrdp { text.sample(rrdp.serial, ("uri", repository.uri)) }
        }
    }
}
