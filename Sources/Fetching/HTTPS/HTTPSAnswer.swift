/// What a server answers to a request.
public enum HTTPSAnswer {
    /// What the validators stand for is still the present version.
    case notModified
    case body(HTTPSBody)
}
