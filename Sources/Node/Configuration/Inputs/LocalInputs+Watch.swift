internal import LocalFiles

extension LocalInputs {
    /// The most octets of a file with the key of a signature.
    private static let secretOctets = 4096

    /// Reads what the sections of watching name.
    mutating func readWatch(_ reading: ConfigurationReading, searchPath: String?) {
        let watch = reading.configuration.watch
        for (index, path) in watch.ris.httpsCA.enumerated() {
            check(path, ["CERTIFICATE"], "watch.ris.https-ca[\(index)]", reading)
        }
        for (index, path) in watch.webhook.httpsCA.enumerated() {
            check(path, ["CERTIFICATE"], "watch.webhook.https-ca[\(index)]", reading)
        }
        if let path = watch.webhook.secret {
            webhookSecret = decoded(path, "watch.webhook.secret", reading, limit: LocalInputs.secretOctets) {
                (octets) throws(EmptySecret) in
                let line = Array(octets.prefix { $0 != 0x0a && $0 != 0x0d })
                guard !line.isEmpty else { throw EmptySecret() }
                return line
            }
        }
        for (index, path) in watch.folders.enumerated() where !LocalFile.exists(path) {
            report(.unreadable, "watch.folders[\(index)]", reading, "\(path): no such folder")
        }
        for (index, path) in watch.files.enumerated() where !LocalFile.exists(path) {
            report(.unreadable, "watch.files[\(index)]", reading, "\(path): no such file")
        }
        if !watch.mail.to.isEmpty, let searchPath, let program = watch.mail.command.first,
            !LocalInputs.isProgram(program, searchPath: searchPath)
        {
            report(
                .risk, isWarning: true, "watch.mail.command", reading, "no program \(program) is found; mail will fail")
        }
    }
}

private struct EmptySecret: Error, CustomStringConvertible {
    let description = "the first line is empty"
}
