internal import FoundationEssentials
internal import Logging
internal import RPKIRepository
internal import RPKIValidation
internal import SQLiteFile

/// The cache of a command, opened; one that is damaged is set aside, said, and made anew.
enum Cache {
    static func open(_ folder: String) throws(Failure) -> ObjectStore {
        do {
            return try ObjectStore(folder: folder)
        } catch .damaged(let path, let reason) {
            return try rebuild(folder, path, reason)
        } catch {
            throw Failure("\(error)")
        }
    }

    /// The new cache in place of one that turned out to be damaged.
    static func rebuild(_ folder: String, _ path: String, _ reason: String) throws(Failure) -> ObjectStore {
        do {
            let aside = try ObjectStore.setAside(folder: folder)
            StandardError.print("atalaya: \(path) is damaged (\(reason)); it is \(aside) now, and a new one is made")
            return try ObjectStore(folder: folder)
        } catch {
            throw Failure("\(error)")
        }
    }

    /// Where the cache is when the command line does not say.
    static func folder() throws(Failure) -> String {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/atalaya" }
        if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.cache/atalaya" }
        throw Failure("there is no HOME to keep the cache in; name a folder with --cache")
    }
}
