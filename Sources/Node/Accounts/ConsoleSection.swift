internal import Access
public import ConfigurationKeys
internal import Fetching

/// The console in the browser, and how users log in to it: `console` in the configuration.
public struct ConsoleSection: NodeSection {
    /// A language of the console.
    public enum Language: String, Hashable, Sendable, CaseIterable {
        case english = "en"
        case spanish = "es"
        case portuguese = "pt"
        case french = "fr"
    }

    public static let name = "console"

    public var enabled = false
    /// Where browsers find the console from outside; `nil` for the address that the node listens at.
    public var url: String?
    /// The language of who has chosen none and whose browser asks for none that there is.
    public var language = Language.english
    /// From the login to the end of its session.
    public var session = Duration.seconds(43_200)
    /// The time without a request after which a session ends.
    public var sessionIdle = Duration.seconds(3_600)

    public init() {}

    public static let keys: [ConfigurationKey<ConsoleSection>] = [
        .init(
            "enabled", \.enabled, .boolean,
            "Serve the console to browsers at http.listen and http.tls.listen. Users log in on encrypted connections, or on this machine.",
            effect: .restart),
        .init(
            "url", \.url, ValueKind<String>.url(["https", "http"]).optional(),
            "External address of the console, for links in mails and webhooks; null: the address that the node listens at.",
            effect: .restart),
        .init(
            "language", \.language, .choice,
            "Language for users who have chosen none and whose browser asks for none of these.", effect: .restart),
        .init(
            "session", \.session, .duration(.seconds(300) ... .seconds(604_800)),
            "Time from a login to the end of its session.", effect: .restart),
        .init(
            "session-idle", \.sessionIdle, .duration(.seconds(60) ... .seconds(604_800)),
            "Time without a request after which a session ends.", effect: .restart),
    ]
}

extension NodeConfiguration {
    public var console: ConsoleSection {
        get { self[ConsoleSection.self] }
        set { self[ConsoleSection.self] = newValue }
    }

    /// Where links in alerts lead, without a slash at the end; `nil` where no external address is known.
    var consoleLink: String? {
        guard console.enabled, console.url != nil else { return nil }
        return consoleAddress
    }

    /// Where a browser finds the console, without a slash at the end.
    package var consoleAddress: String {
        if let url = console.url { return url.hasSuffix("/") ? String(url.dropLast()) : url }
        let addresses = [("https", http.tls.listen), ("http", http.listen)]
        guard
            let (scheme, address) = addresses.lazy.compactMap({ scheme, list in list.first.map { (scheme, $0) } }).first
        else { return "" }
        return "\(scheme)://\(address)"
    }

    /// What the accounts of the console go by.
    package var accountSettings: ConsoleAccounts.Settings {
        var settings = ConsoleAccounts.Settings()
        settings.times = SessionTimes(
            seconds: console.session.fractionalSeconds, idleSeconds: console.sessionIdle.fractionalSeconds)
        return settings
    }

    /// The origin of the console's pages, where it is served at another address than those that the node listens at.
    var consoleOrigin: String? {
        guard let url = console.url, let parsed = try? WebURL(url) else { return nil }
        return "\(parsed.uri.origin)".lowercased()
    }
}
