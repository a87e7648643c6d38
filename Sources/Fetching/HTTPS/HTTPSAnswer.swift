/// A server's answer to a request.
public enum HTTPSAnswer {
    /// The version that the validators identify is still current.
    case notModified
    case body(HTTPSBody)
}
