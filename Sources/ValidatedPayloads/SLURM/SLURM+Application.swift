import NumberResources

extension SLURM {
    /// The set as the exceptions make it: what the filters match is taken away, then the assertions are added, with
    /// their file as source (RFC 8416 section 4.1).
    ///
    /// An asserted ASPA adds its providers to those that the customer's ASPAs name; a filter makes it stand alone.
    public func applied(to set: PayloadSet) -> (set: PayloadSet, report: SLURMReport) {
        var report = SLURMReport(matches: files.map(SLURMReport.Matches.init))
        var builder = PayloadSetBuilder(forRowsOf: set)
        let filters = Filters(files)
        for row in set.vrpRows {
            if filters.match(row.payload, &report) {
                report.removed.vrps += 1
            } else {
                builder.add(row.payload, sources: row.sources)
            }
        }
        for row in set.routerKeyRows {
            if filters.match(row.payload, &report) {
                report.removed.routerKeys += 1
            } else {
                builder.add(row.payload, sources: row.sources)
            }
        }
        for row in set.aspaRows {
            if filters.match(row.payload, &report) {
                report.removed.aspas += 1
            } else {
                builder.add(row.payload, sources: row.sources)
            }
        }
        report.asserted = addAssertions(to: &builder)
        return (builder.build(), report)
    }

    /// The assertions alone, as a set.
    public var assertions: PayloadSet {
        var builder = PayloadSetBuilder()
        _ = addAssertions(to: &builder)
        return builder.build()
    }

    private func addAssertions(to builder: inout PayloadSetBuilder) -> PayloadCounts {
        for file in files {
            for assertion in file.prefixAssertions {
                builder.add(assertion.payload, source: .exception(path: file.path, comment: assertion.comment))
            }
            for assertion in file.bgpsecAssertions {
                builder.add(assertion.payload, source: .exception(path: file.path, comment: assertion.comment))
            }
            for assertion in file.aspaAssertions {
                builder.add(assertion.payload, source: .exception(path: file.path, comment: assertion.comment))
            }
        }
        return PayloadCounts(
            vrps: Set(files.flatMap(\.prefixAssertions).map(\.payload)).count,
            aspas: Set(files.flatMap(\.aspaAssertions).map(\.payload.customer)).count,
            routerKeys: Set(files.flatMap(\.bgpsecAssertions).map(\.payload)).count)
    }
}

extension SLURM {
    /// The filters of all files, found by what they are about.
    private struct Filters {
        /// The position of a filter in its file.
        struct Place: Hashable, Sendable {
            var file: Int
            var filter: Int
        }

        private let files: [SLURMFile]
        private let byPrefix: PrefixTable<Place>
        private var byASN: [ASN: [Place]] = [:]
        private var byCustomer: [ASN: [Place]] = [:]
        private var bgpsec: [Place] = []

        init(_ files: [SLURMFile]) {
            self.files = files
            var prefixes: [(prefix: IPPrefix, value: Place)] = []
            for (number, file) in files.enumerated() {
                for (position, filter) in file.prefixFilters.enumerated() {
                    let place = Place(file: number, filter: position)
                    if let prefix = filter.prefix {
                        prefixes.append((prefix, place))
                    } else if let asn = filter.asn {
                        byASN[asn, default: []].append(place)
                    }
                }
                for position in file.bgpsecFilters.indices { bgpsec.append(Place(file: number, filter: position)) }
                for (position, filter) in file.aspaFilters.enumerated() {
                    byCustomer[filter.customer, default: []].append(Place(file: number, filter: position))
                }
            }
            byPrefix = PrefixTable(prefixes)
        }

        func match(_ vrp: VRP, _ report: inout SLURMReport) -> Bool {
            var isMatched = false
            byPrefix.forEachCovering(vrp.prefix) { _, places in
                for place in places where files[place.file].prefixFilters[place.filter].matches(vrp) {
                    report.matches[place.file].prefixFilters[place.filter] += 1
                    isMatched = true
                }
            }
            for place in byASN[vrp.asn] ?? [] {
                report.matches[place.file].prefixFilters[place.filter] += 1
                isMatched = true
            }
            return isMatched
        }

        func match(_ key: RouterKey, _ report: inout SLURMReport) -> Bool {
            var isMatched = false
            for place in bgpsec where files[place.file].bgpsecFilters[place.filter].matches(key) {
                report.matches[place.file].bgpsecFilters[place.filter] += 1
                isMatched = true
            }
            return isMatched
        }

        func match(_ aspa: ASPA, _ report: inout SLURMReport) -> Bool {
            for place in byCustomer[aspa.customer] ?? [] {
                report.matches[place.file].aspaFilters[place.filter] += 1
            }
            return byCustomer[aspa.customer] != nil
        }
    }
}
