internal import ArgumentParser
internal import FoundationEssentials
internal import RPKIRepository
internal import TextFormats

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Fetch all RPKI repositories and report the result of each.",
        discussion: """
            Fetches the certificates of the trust anchors and, over RRDP or rsync, each repository that a valid CA \
            names, into the cache. If a fetch fails, the cache keeps the last good state of that repository. Prints \
            one line per repository.

            Exit: 0 all are up to date; 1 failed (no trust anchor, the cache cannot be used); 2 wrong usage; 3 some \
            repositories could not be fetched, or --dump left objects out.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, csv
    }

    @OptionGroup var walk: WalkOptions

    @Option(help: ArgumentHelp("Output format: text, json or csv.", valueName: "format"))
    var format = Format.text

    @Option(
        help: ArgumentHelp(
            "Write all objects to this new folder, laid out as HOST/MODULE/PATH like an rsync copy. Objects that "
                + "cannot be files are reported and left out: names of more than 248 octets, or a path through a file.",
            valueName: "folder"))
    var dump: String?

    func validate() throws {
        guard walk.repository == nil else {
            throw ValidationError("--repository cannot be used with sync, which fetches.")
        }
    }

    func run() async throws {
        if let dump, FileManager.default.fileExists(atPath: dump) {
            throw Failure("\(dump) already exists; name a new folder")
        }
        let date = walk.date
        var states: [StoredRepository] = []
        var omissions: [ObjectDump.Omission] = []
        _ = try await walk.run { store in
            // Those that no CA names any more are not of this run.
            states = try store.repositories().filter {
                walk.sync.noFetch || ($0.attempted.map { $0 >= date - 1 } ?? false)
            }
            if let dump { omissions = try ObjectDump(folder: dump).write(store) }
        }
        for omission in omissions {
            StandardError.print("not written: \(omission.uri): \(omission.reason)")
        }
        switch format {
        case .text: try printText(states)
        case .csv:
            try StandardOutput.print("uri,transport,result,objects,octets,session,serial,updated,seconds")
            for state in states { try StandardOutput.print(CSV.line(state.fields)) }
        case .json: try StandardOutput.print(states.json)
        }
        if !omissions.isEmpty || states.contains(where: { $0.failure != nil }) { throw ExitCode(3) }
    }

    private func printText(_ states: [StoredRepository]) throws(Failure) {
        for state in states {
            let seconds = state.duration.map { String(($0 * 10).rounded() / 10) } ?? "-"
            try StandardOutput.print(
                "\(state.transport.rawValue) \(state.uri): \(state.result), \(state.objects) objects, \(state.octets) "
                    + "octets, \(seconds) s"
            )
        }
    }
}

extension StoredRepository {
    /// The result of the last attempt, in words.
    fileprivate var result: String {
        guard let failure else { return updated == nil ? "never fetched" : "ok" }
        guard let updated else { return "failed: \(failure)" }
        return "failed: \(failure); last fetched \(RFC3339(updated))"
    }

    fileprivate var fields: [String] {
        [
            uri, transport.rawValue, failure ?? "ok", "\(objects)", "\(octets)", session ?? "", serial ?? "",
            updated.map { "\(RFC3339($0))" } ?? "", duration.map { "\($0)" } ?? "",
        ]
    }
}

extension [StoredRepository] {
    /// An array with an object for each, its members by name; what is absent is left out.
    fileprivate var json: String {
        var writer = JSONWriter(.indented)
        writer.array { json in
            for repository in self { json.object { repository.writeMembers(to: &$0) } }
        }
        return String(decoding: writer.octets, as: UTF8.self)
    }
}

extension StoredRepository {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.optionalMember("attempted", attempted.map { "\(RFC3339($0))" })
        json.optionalMember("failure", failure)
        json.member("objects", objects)
        json.member("octets", octets)
        if let duration {
            json.name("seconds")
            json.number(duration)
        }
        json.optionalMember("serial", serial)
        json.optionalMember("session", session)
        json.member("transport", transport.rawValue)
        json.optionalMember("updated", updated.map { "\(RFC3339($0))" })
        json.member("uri", uri)
    }
}
