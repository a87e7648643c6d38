internal import ArgumentParser
internal import BGPMessages

struct RoutesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes",
        abstract: "Decode files of routes and print one route per line.",
        discussion: """
            Reads MRT of all types, BMP (as a router sends it, or in pcap and pcapng captures), messages of RIS Live, \
            and answers of RIPEstat's bgp-updates. Files may be compressed with gzip, bzip2 or zstd. The content of a \
            file determines its type.

            Output formats: bgpdump is the format of `bgpdump -m`. json has one object per line. csv begins with a \
            header. Both include attributes for which bgpdump has no field. none prints only the counts.

            What cannot be decoded is skipped and reported on standard error, with its position.

            A route must pass every filter. If a filter is given several times, one match is enough. Withdrawals have \
            no AS path, so --origin and --path exclude them.

            Exit: 0 done; 1 failed, or a file is truncated; 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("Files of routes, or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(help: "Output format: bgpdump, json, csv or none.")
    var format = RoutesFormat.bgpdump

    @OptionGroup var filters: RoutesOptions

    func validate() throws {
        guard files.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input (-) can be named only once.")
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

/// The values of `--format`.
enum RoutesFormat: String, ExpressibleByArgument, CaseIterable {
    case bgpdump, json, csv, none
}
