internal import HTTPService

/// Paths of the HTTP API, with what their descriptions refer to.
struct ModuleRoutes: Sendable {
    /// Their place in the description.
    enum Place: Comparable, Sendable {
        case payloads
        case validation
        case node
        /// Those of a service on its own, in the order of the modules.
        case service
        case health
    }

    let place: Place
    let routes: [HTTPRoute]
    let components: [OpenAPIComponents]

    init(_ place: Place = .service, _ routes: [HTTPRoute], _ components: OpenAPIComponents...) {
        self.place = place
        self.routes = routes
        self.components = components
    }
}
