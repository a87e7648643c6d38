internal import NumberResources
internal import RPKIValidation

/// The publication points that gave nothing in a run, by the objects whose rejection says why.
struct LostPoints {
    /// The place of each in `resources`, by its manifest and by its folder.
    private var places: [Substring: Int] = [:]
    private var resources: [ResourceSet?] = []

    init(_ authorities: [ValidationRun.Authority]) {
        for authority in authorities {
            guard let lost = authority.lost, !lost.isEmpty else { continue }
            places[authority.manifest[...]] = resources.count
            places[authority.repository[...]] = resources.count
            resources.append(lost)
        }
    }

    /// The resources of the CA whose point was lost with the object at `uri`; `nil` where none was, and for every further
    /// object of the same point.
    mutating func take(_ uri: String) -> ResourceSet? {
        let folder = uri.lastIndex(of: "/").map { uri[...$0] } ?? uri[...]
        guard let place = places[uri[...]] ?? places[folder] else { return nil }
        defer { resources[place] = nil }
        return resources[place]
    }
}
