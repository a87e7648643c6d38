internal import ArgumentParser
internal import BGPMessages

struct RoutesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes",
        abstract: "Decode files of routes: a line a route.",
        discussion: """
            Reads MRT of all types, BMP as a router sent it or as packet captures (pcap, pcapng) hold it, messages of RIS \
            Live, and answers of RIPEstat's bgp-updates, plain or compressed with gzip, bzip2 or zstd, told by content. bgpdump is what \
            `bgpdump -m` writes; json has one object a line, csv a head, and both have attributes that bgpdump has no field for; \
            none writes nothing but counts. What cannot be read is left out; standard error says what and where.

            Filters hold together; of several values of one, any does. A withdrawal has no path: --origin and --path leave it out.

            Exit: 0 done; 1 failed, or a file breaks off; 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("Files, or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(help: "bgpdump, json, csv or none.")
    var format = RoutesFormat.bgpdump

    @OptionGroup var filters: RoutesOptions

    func validate() throws {
        guard files.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input can be read once only.")
        }
    }

    func run() throws {
        let filter = filters.filter
        try InputFile.check(files)
        let output = RoutesOutput(format: format, filter: filter, views: filters.views)
        var areWhole = true
        var total = RouteFileReport()
        for file in files {
            do {
                let report = try output.write(file)
                for line in report.lines(of: file, named: 10) { StandardError.print(line) }
                areWhole = areWhole && report.isWhole
                total.add(report)
            } catch let error as UnreadableFile {
                StandardError.print("atalaya: \(error.message)")
                areWhole = false
            }
        }
        try output.flush()
        if format == .none {
            try StandardOutput.print(
                "\(total.records) records: \(output.announced) announced, \(output.withdrawn) withdrawn, "
                    + "\(output.stateChanges) state changes, \(total.otherMessages) other messages")
        }
        guard areWhole else { throw ExitCode(1) }
    }
}

/// What `--format` names.
enum RoutesFormat: String, ExpressibleByArgument, CaseIterable {
    case bgpdump, json, csv, none
}
