internal import Access
public import ArgumentParser
internal import ConfigurationKeys
internal import FoundationEssentials
public import Node
internal import TextFormats

struct ConfigTokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make a token by which a client on another machine may read what is not public.",
        discussion: """
            Prints the token, which is shown this once and kept nowhere, and then the lines for the configuration, which have \
            only its hash. Put these under http.tokens and send the node SIGHUP. The client sends the token with each request:

            curl -H "Authorization: Bearer $TOKEN" https://rpki.example.net:8443/api/v1/alerts

            Exit: 0 done; 1 failed; 2 wrong usage.
            """)

    @Option(help: "Who gets the token, or what it is for: letters, digits, dots, hyphens.")
    var name: String

    @Option(help: "What the token permits; can be repeated.")
    var scope: [TokenScope]

    @Option(
        help: ArgumentHelp(
            "When the token expires: a day (at 00:00 UTC) or a time such as 2027-01-31T12:00:00Z.",
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
            "The first line is the token, which is not shown again. The others are for the configuration: merge them with the "
                + "http.tokens that are there, then send the node SIGHUP.")
    }

    /// What the configuration has to say for the token to be known.
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
