internal import ConfigurationKeys
internal import LocalFiles

/// The content of the files that the section names.
public struct RoutesInputs: Sendable {
    /// The key that webhooks are signed with.
    public let webhookSecret: [UInt8]?

    /// The most octets of a file with the key of a signature.
    private static let secretOctets = 4096

    /// Those of a section that names no files.
    init() {
        webhookSecret = nil
    }

    init(_ section: RoutesSection, _ files: inout ConfigurationFiles) {
        for (index, path) in section.ris.httpsCA.enumerated() {
            files.checkCertificates(path, "ris.https-ca[\(index)]")
        }
        for (index, path) in section.webhook.httpsCA.enumerated() {
            files.checkCertificates(path, "webhook.https-ca[\(index)]")
        }
        webhookSecret = section.webhook.secret.flatMap { path in
            files.decoded(path, "webhook.secret", limit: RoutesInputs.secretOctets) { (octets) throws(EmptySecret) in
                let line = Array(octets.prefix { $0 != 0x0a && $0 != 0x0d })
                guard !line.isEmpty else { throw EmptySecret() }
                return line
            }
        }
        for (index, path) in section.folders.enumerated() where !LocalFile.exists(path) {
            files.report(.unreadable, "folders[\(index)]", "\(path): no such folder")
        }
        for (index, path) in section.files.enumerated() where !LocalFile.exists(path) {
            files.report(.unreadable, "files[\(index)]", "\(path): no such file")
        }
        for (name, paths) in [("irr", section.irr), ("delegated", section.delegated)] {
            for (index, path) in paths.enumerated() where !LocalFile.exists(path) {
                files.report(.unreadable, "\(name)[\(index)]", "\(path): no such file")
            }
        }
        if !section.mail.to.isEmpty, let program = section.mail.command.first, !files.isProgram(program) {
            files.report(
                .risk, isWarning: true, "mail.command", "could not find the program \(program); mail will fail")
        }
    }
}

private struct EmptySecret: Error, CustomStringConvertible {
    let description = "the first line is empty"
}
