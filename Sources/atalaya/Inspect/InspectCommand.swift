internal import ArgumentParser
internal import FoundationEssentials
internal import RPKIObjects
internal import TextFormats

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Print RPKI objects and check them against their issuer.",
        discussion: """
            Prints certificates, CRLs, manifests, ROAs, ASPAs, Ghostbusters records, signed checklists, trust anchor \
            keys, signed prefix lists, trust anchor locators and cache representations (.ccr). The file's extension \
            determines its type; if it does not, the content does. Base64 text, as in PEM, is also read.

            Without --issuer, decodes the object, and checks a self-signed certificate as a trust anchor.

            With --issuer, checks the object against that certificate only. The issuer itself is trusted: its own \
            chain is not checked, and if it inherits a kind of resource, it is assumed to hold all of that kind.

            Exit: 0 done; 1 a file could not be read or decoded; 2 wrong usage; 3 an object is refused.
            """)

    @Argument(help: ArgumentHelp("Files that contain the objects.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Certificate of the CA that issued the objects.", valueName: "certificate"))
    var issuer: String?

    @Option(
        help: ArgumentHelp(
            "CRL of that CA; it must itself be valid. Without it, revocation is not checked.", valueName: "crl"))
    var crl: String?

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "Time at which to check validity, such as 2026-03-16T07:00:00Z. Default: now.", valueName: "time"))
    var moment: Moment?

    @OptionGroup var profile: ProfileOptions

    @Option(help: "Output format: text, or json (one object per line for each file).")
    var format = TextFormat.text

    func validate() throws {
        guard crl == nil || issuer != nil else { throw ValidationError("--crl needs --issuer.") }
    }

    func run() throws {
        let check = try issuerCheck()
        var isFailed = false
        var isRefused = false
        var isFirst = true
        for path in files {
            do {
                let inspection = try Inspection(path: path, limits: limits, check: check)
                switch format {
                case .text: try StandardOutput.print((isFirst ? "" : "\n") + inspection.description.text.dropLast())
                case .json: try StandardOutput.print(inspection.description.json)
                }
                isFirst = false
                if inspection.verdict.isRefused { isRefused = true }
            } catch let failure as InspectionFailure {
                StandardError.print("atalaya: \(failure.message.printable)")
                isFailed = true
            }
        }
        if isFailed { throw ExitCode.failure }
        if isRefused { throw ExitCode.doesNotHold }
    }

    private var limits: DecodingLimits {
        var limits = DecodingLimits()
        profile.apply(to: &limits)
        return limits
    }

    private func issuerCheck() throws -> IssuerCheck {
        let date = moment?.date ?? Date()
        guard let issuer else { return IssuerCheck(at: date) }
        do {
            guard
                case .published(.certificate(let certificate)) = try InspectedFile(path: issuer, limits: limits).object
            else {
                throw Failure("\(issuer): is not a certificate")
            }
            guard let crl else { return try IssuerCheck(issuer: certificate, revocationList: nil, at: date) }
            guard case .published(.revocationList(let list)) = try InspectedFile(path: crl, limits: limits).object
            else {
                throw Failure("\(crl): is not a CRL")
            }
            return try IssuerCheck(issuer: certificate, revocationList: list, at: date)
        } catch let error as ObjectError {
            throw Failure("\(issuer): \(error)".printable)
        } catch let failure as InspectionFailure {
            throw Failure(failure.message.printable)
        }
    }
}
