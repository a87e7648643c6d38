/// The state while a key's value is read.
package struct ValueContext {
    /// The key, with positions of elements: `rpki.tals[0]`.
    package var key: String
    /// The folder that relative paths start from; `nil` for the working directory.
    let folder: String?
    package private(set) var problems: [ConfigurationProblem] = []
    /// The origin of each key and element.
    private(set) var origins: [String: ConfigurationOrigin] = [:]

    init(key: String, folder: String?) {
        self.key = key
        self.folder = folder
    }

    package mutating func report(_ code: ConfigurationProblem.Code, at origin: ConfigurationOrigin, _ message: String) {
        problems.append(ConfigurationProblem(code, at: origin, key: key, message))
    }

    package mutating func note(_ origin: ConfigurationOrigin) {
        origins[key] = origin
    }

    /// `path`, from the folder when it is relative.
    package func resolved(_ path: String) -> String {
        guard let folder, !path.hasPrefix("/") else { return path }
        return folder == "/" ? "/" + path : folder + "/" + path
    }
}
