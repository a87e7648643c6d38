internal import RPKIObjects

/// A change of what a repository publishes, whose object the store has already.
enum StagedChange {
    /// The required previous state of the URI.
    enum Before {
        case anything
        case nothing
        case object(ObjectHash)
    }

    case publish(RsyncURI, StagedObject, Before, modified: Int64?)
    case withdraw(RsyncURI, ObjectHash)
    /// The publication is what it was.
    case keep(Int64)
}

struct StagedObject {
    let hash: ObjectHash
    /// Its place in the store.
    let id: Int64
    let octets: Int
}
