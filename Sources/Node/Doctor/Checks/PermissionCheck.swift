internal import LocalFiles

/// Whether only the node's user can read what the node stores.
struct PermissionCheck {
    struct Entry: Hashable {
        let path: String
        let access: FileAccess
    }

    /// The state folder first; empty where it is not there yet, or cannot be entered.
    let entries: [Entry]
    let folder: String
    /// Whether the folder is there.
    let isThere: Bool

    /// The most findings of one kind that are listed one by one.
    private static let listed = 5

    var findings: [DoctorFinding] {
        guard isThere else {
            return [
                DoctorFinding(.permissions, .note, "\(folder) is not there yet; the node makes it at its first start")
            ]
        }
        guard let top = entries.first else {
            return [
                DoctorFinding(
                    .permissions, .note, "\(folder) cannot be entered by this user",
                    remedy: "run atalaya doctor as root")
            ]
        }
        let open = entries.filter { $0.access.mode & 0o077 != 0 }.map { entry in
            DoctorFinding.wrong(
                .permissions, "\(entry.path): other users have access (mode \(String(entry.access.mode, radix: 8)))",
                breaks: "they can read alerts, accounts or what routers are served",
                remedy: "chmod \(entry.access.isFolder ? "0700" : "0600") \(entry.path)")
        }
        let foreign = entries.filter { $0.access.owner != top.access.owner }.map { entry in
            DoctorFinding.wrong(
                .permissions,
                "\(entry.path): owner is the user \(entry.access.owner), and that of \(folder) is \(top.access.owner)",
                breaks: "the node cannot use the file", remedy: "chown --reference=\(folder) \(entry.path)")
        }
        let findings = PermissionCheck.first(open) + PermissionCheck.first(foreign)
        return findings.isEmpty ? [.good(.permissions, "\(folder): only its owner has access")] : findings
    }

    private static func first(_ findings: [DoctorFinding]) -> [DoctorFinding] {
        guard findings.count > listed else { return findings }
        let more = DoctorFinding(.permissions, .note, "\(findings.count - listed) more files of this kind")
        return findings.prefix(listed) + [more]
    }
}
