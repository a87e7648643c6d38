internal import Access
public import ArgumentParser
internal import ConfigurationKeys
internal import FoundationEssentials
public import Node
internal import TextFormats

struct ConfigTokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Create an access token for a client on another machine that reads alerts.",
        discussion: """
            Prints the token, and then the lines to add to the configuration under http.tokens. The token is stored nowhere \
            and is not shown again; the configuration contains only its hash. After the change, send SIGHUP to the node. The \
            client sends the token with each request:

            curl -H "Authorization: Bearer $TOKEN" https://rpki.example.net:8443/api/v1/alerts

            Exit: 0 done; 1 failed; 2 wrong usage.
            """)

    @Option(help: "Name of the client or purpose: letters, digits, dots, hyphens.")
    var name: String

    @Option(help: "Data that the token may read. May be repeated.")
    var scope: [TokenScope]

    @Option(
        help: ArgumentHelp(
            "Expiry of the token: a day (at 00:00 UTC) or a time such as 2027-01-31T12:00:00Z.",
            valueName: "date"))
    var expires: ExpiryArgument

    func validate() throws {
        guard expires.date > Date() else { throw ValidationError("--expires is in the past") }
        // The configuration says what a name may be.
        var generator = SystemRandomNumberGenerator()
        let reading = ConfigurationReading<NodeConfiguration>(
            Array(lines(for: AccessToken(using: &generator)).utf8), path: "configuration")
        if let problem = reading.problems.first(where: { !$0.isWarning }) {
            throw ValidationError("--name: \(problem.message)")
        }
    }

    func run() throws {
        var generator = SystemRandomNumberGenerator()
        let token = AccessToken(using: &generator)
        try StandardOutput.print("\(token.text)\n\n\(lines(for: token))")
        StandardError.print(
            "The first line is the token; it is not shown again. Add the other lines to http.tokens in the configuration, then "
                + "send SIGHUP to the node.")
    }

    /// The lines of the configuration that make the token known.
    private func lines(for token: AccessToken) -> String {
        """
        http:
          tokens:
            - name: \(name)
              hash: \(TokenHash(of: token))
              scope: [\(scope.map(\.rawValue).joined(separator: ", "))]
              expires: \(RFC3339(expires.date))
        """
    }
}

extension TokenScope: ExpressibleByArgument {}
