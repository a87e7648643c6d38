internal import FoundationEssentials
internal import TextFormats

/// Whether the clock of the machine is right, as far as that shows without another clock.
struct ClockCheck {
    /// A file of the node, and when it was written.
    struct WrittenFile: Hashable {
        let path: String
        let date: Date
    }

    let now: Date
    /// What the kernel says; `nil` where it says nothing.
    let isSynchronised: Bool?
    /// The file of the node that was written last; `nil` where there is none.
    let latest: WrittenFile?

    /// 2026-11-01: no node of this version ran before.
    static let earliest = Date(timeIntervalSince1970: 1_793_491_200)
    /// Seconds by which a file may be ahead of the clock.
    private static let tolerance = 300.0

    var findings: [DoctorFinding] {
        var findings: [DoctorFinding] = []
        let breaks = "certificates and ROAs are judged at the wrong time, and routers may get no payloads"
        if now < ClockCheck.earliest {
            findings.append(
                .wrong(
                    .time, "the clock says \(RFC3339(now)), which is before this version was released", breaks: breaks,
                    remedy: "timedatectl set-ntp true"))
        } else if let latest, latest.date > now + ClockCheck.tolerance {
            findings.append(
                .wrong(
                    .time,
                    "the clock was set back: \(latest.path) was written at \(RFC3339(latest.date)), and it is \(RFC3339(now))",
                    breaks: breaks, remedy: "timedatectl set-ntp true"))
        }
        if isSynchronised == false {
            findings.append(
                .wrong(
                    .time, "the clock is not synchronised with a time server",
                    breaks: "it drifts, until certificates and ROAs are judged at the wrong time",
                    remedy: "apt-get install systemd-timesyncd && timedatectl set-ntp true"))
        }
        guard findings.isEmpty else { return findings }
        return [.good(.time, "\(RFC3339(now))" + (isSynchronised == true ? ", synchronised" : ""))]
    }
}
