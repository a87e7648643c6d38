/// Whether the program is there that sends mail.
struct MailCheck {
    /// Recipients.
    let recipients: Int
    /// The program of `watch.mail.command`.
    let program: String
    let isProgram: Bool

    var findings: [DoctorFinding] {
        guard recipients > 0 else { return [.good(.mail, "no mail is sent (watch.mail.to is empty)")] }
        guard isProgram else {
            return [
                .wrong(
                    .mail, "\(program) is not there, or may not be executed", breaks: "alerts are not sent by mail",
                    remedy: "apt-get install msmtp-mta, or set watch.mail.command")
            ]
        }
        return [.good(.mail, "\(program) is there; to send a test alert: atalaya bgp alerts test")]
    }
}
