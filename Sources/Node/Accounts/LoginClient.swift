package import HTTPService
internal import NumberResources

/// The browser that logs in.
package struct LoginClient: Hashable, Sendable {
    /// Its address, as the audit has it.
    package let address: String
    /// Whom a limit for one address counts.
    package let counted: String
    /// The value of its cookie ``BrowserCookie/device``; `nil` for none.
    package let device: String?
    /// What it says that it is.
    package let agent: String
    /// Whether no one between can read what it sends: with TLS, through a trusted proxy, or on the same machine.
    package let mayLogIn: Bool

    package init(
        address: String, counted: String? = nil, device: String? = nil, agent: String = "", mayLogIn: Bool = true
    ) {
        self.address = address
        self.counted = counted ?? address
        self.device = device
        self.agent = agent
        self.mayLogIn = mayLogIn
    }

    /// The browser of a request.
    ///
    /// ```swift
    /// LoginClient(context.source, device: context.cookie(.device, of: request), agent: request.headers[.userAgent])
    /// ```
    package init(_ source: RequestSource, device: String?, agent: String?) {
        self.init(
            address: source.address.map { "\($0.unmapped)" } ?? "local", counted: "\(source.client)", device: device,
            agent: agent ?? "", mayLogIn: source.mayLogIn)
    }
}
