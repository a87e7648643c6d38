internal import ArgumentParser
internal import NumberResources
internal import RPKIValidation
internal import ValidatedPayloads

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain why a route is valid, invalid or not found.",
        discussion: """
            Validates the repository and prints the state of the route (RFC 6811), each VRP that covers it, the \
            objects that each VRP comes from, the CAs above them, and what would make the route valid.

            Exit: 0 the route is valid; 3 it is invalid or not found; 1 failed; 2 wrong usage.
            """)

    @Argument(help: "Origin AS of the route: AS64496, 64496 or 1.10.", transform: ResourceArgument.asn)
    var origin: ASN

    @Argument(help: "Prefix of the route: 192.0.2.0/24 or 2001:db8::/32.", transform: ResourceArgument.prefix)
    var prefix: IPPrefix

    @OptionGroup var walk: WalkOptions

    @Option(help: "Output format: text or json.")
    var format = TextFormat.text

    func run() async throws {
        let exceptions = try walk.localExceptions()
        let run = try await walk.run(recordsIssuers: true)
        let payloads = exceptions?.applied(to: run.payloads).set
        let explanation = run.explanation(of: prefix, origin: origin, by: payloads)
        switch format {
        case .text: try StandardOutput.print(explanation.text)
        case .json: try StandardOutput.print(explanation.json)
        }
        guard explanation.state == .valid else { throw ExitCode.doesNotHold }
    }
}
