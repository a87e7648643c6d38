internal import ConfigurationKeys

/// Who can log in to the console, and from where.
struct ConsoleCheck {
    /// `nil` where `desk.sqlite` is not there, or cannot be read.
    let accounts: Int?
    /// Listen addresses of HTTP without TLS, and with it.
    let plain: [ListenAddress]
    let secure: [ListenAddress]
    let configuration: String?

    var findings: [DoctorFinding] {
        guard !plain.isEmpty || !secure.isEmpty else {
            return [DoctorFinding(.console, .note, "the console is off: http.listen and http.tls.listen are empty")]
        }
        var notes: [DoctorFinding] = []
        let reachable = (plain + secure).filter { !$0.isLoopback }
        if let accounts, accounts == 0, !reachable.isEmpty {
            notes.append(
                DoctorFinding(
                    .console, .note, "there are no accounts, and other machines can reach \(text(reachable))",
                    remedy: "atalaya console user add NAME --role administrator --password-file FILE"
                        + (configuration.map { " --config \($0)" } ?? "")))
        }
        let unprotected = plain.filter { !$0.isLoopback }
        if !unprotected.isEmpty {
            notes.append(
                DoctorFinding(
                    .console, .note,
                    "other machines reach \(text(unprotected)) without TLS; who sees the traffic can read it",
                    remedy:
                        "set http.listen to [127.0.0.1:8324] and http.tls.listen to the address, with certificate and key"
                ))
        }
        let number = accounts.map { $0 == 1 ? "1 account" : "\($0) accounts" } ?? "no accounts yet"
        let place = reachable.isEmpty ? "reachable from this machine only" : "reachable at \(text(reachable))"
        return [.good(.console, "\(number), \(place)")] + notes
    }

    private func text(_ addresses: [ListenAddress]) -> String {
        addresses.map { "\($0)" }.joined(separator: ", ")
    }
}
