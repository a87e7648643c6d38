internal import FoundationEssentials
internal import Logging
internal import RPKIRepository
internal import RPKIValidation
internal import SQLiteFile

/// The opened cache of a command. A damaged cache is set aside, reported, and created again.
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
            StandardError.print("atalaya: \(path) is damaged (\(reason)); renamed it to \(aside) and created a new one")
            return try ObjectStore(folder: folder)
        } catch {
            throw Failure("\(error)")
        }
    }

    /// The default folder of the cache.
    static func folder() throws(Failure) -> String {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/atalaya" }
        if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.cache/atalaya" }
        throw Failure("HOME is not set, so there is no folder for the cache; name one with --cache")
    }
}
