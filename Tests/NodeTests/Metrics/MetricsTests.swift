import FoundationEssentials
import HTTPService
import RPKIObjects
import RPKIValidation
import TestSupport
import Testing
import ValidatedPayloads

@testable import Node

@Suite struct MetricsTests {
    static let promtool = InstalledProgram.path("promtool")

    /// A state with something of everything, and names that need escaping.
    static func fullState() -> NodeState {
        let state = APIFixture.serving()
        var rrdp = RepositoryState(uri: "https://rpki.example.net/notify.xml", transport: .rrdp)
        (rrdp.outcome, rrdp.status, rrdp.duration) = (.updated, 200, 1.25)
        (rrdp.lastAttempt, rrdp.lastSuccess) = (APIFixture.at(-10), APIFixture.at(-8))
        (rrdp.objects, rrdp.octets) = (22_003, 45_000_000)
        rrdp.rrdp = .init(session: "9df4b597-af9e-4dca-bdda-719cce2c4e28", serial: 4_711, isDelta: true)
        var rsync = RepositoryState(uri: "rsync://rpki.example.net/a\\b\"c\nd", transport: .rsync)
        (rsync.outcome, rsync.status, rsync.error) = (.failed, 10, "connection refused")
        state.update(repositories: [rrdp, rsync, RepositoryState(uri: "rsync://new.example/", transport: .rsync)])
        var session = RouterConnection(remote: "192.0.2.1:53211", since: APIFixture.at(-100))
        (session.version, session.serial, session.lastQuery) = (2, 1, APIFixture.at(-5))
        var statistics = RouterStatistics()
        (statistics.accepted, statistics.refused, statistics.octetsWritten) = (7, 1, 1_000)
        state.update(
            sessions: [session, RouterConnection(remote: "[2001:db8::1]:1", since: APIFixture.start)],
            statistics: statistics)
        let error = ObjectError(.expired, Rule("RFC 5280", "6.1.3"), "x")
        var counts = ObjectCounts()
        counts.routeOriginAuthorizations.valid = 250
        counts.routeOriginAuthorizations.invalid = 3
        counts.pointsKept = 2
        state.record(
            RunSummary(
                started: APIFixture.start, duration: 12.5,
                trustAnchors: [
                    TrustAnchorState(
                        name: "faro", isFound: true, objects: counts, payloads: PayloadCounts(vrps: 4, aspas: 1),
                        served: PayloadCounts(vrps: 2, aspas: 1, routerKeys: 1)),
                    TrustAnchorState(name: "otro \"x\"", isFound: false),
                ],
                rejections: RejectionTally([Rejection(uri: "a", hash: nil, level: .rejected, error: error)]),
                added: PayloadCounts(vrps: 1)),
            nextRefresh: APIFixture.at(600))
        state.record(RunSummary(started: APIFixture.at(300), duration: 1, error: "disk full"))
        state.raise(
            Alarm(kind: "payload-drop", subject: "faro", message: "m", since: APIFixture.start, isHolding: true))
        var feed = FeedState(name: "bmp:192.0.2.1", kind: .bmp)
        (feed.isConnected, feed.routes, feed.lastWord) = (true, 12, APIFixture.start)
        feed.faults = ["bmp-version": 2]
        var sink = SinkState(name: "mail:noc@example.net")
        (sink.waiting, sink.delivered, sink.error) = (3, 4, "later")
        var watch = WatchState()
        (watch.feeds, watch.sinks, watch.raised) = ([feed], [sink], ["squatting": 5])
        state.update(watch: watch)
        return state
    }

    static func text(_ state: NodeState, isOpenMetrics: Bool, seriesLimit: Int = 100, names: MetricNames = .atalaya)
        -> String
    {
        var http = HTTPStatistics()
        http.answers = [200: 12, 404: 1]
        let text = state.documents(names).metrics(
            http, ProcessUsage(cpuSeconds: 1.5, residentOctets: 10_000_000),
            MetricsScope(now: APIFixture.at(10), seriesLimit: seriesLimit), isOpenMetrics: isOpenMetrics)
        return String(decoding: text, as: UTF8.self)
    }

    @Test(.enabled(if: promtool != nil, "promtool is not installed"), arguments: [false, true], MetricNames.allCases)
    func promtoolHasNothingToSay(isEmpty: Bool, names: MetricNames) async throws {
        let text = MetricsTests.text(
            isEmpty ? APIFixture.state() : MetricsTests.fullState(), isOpenMetrics: false, names: names)
        let result = try await InstalledProgram.run(
            try #require(MetricsTests.promtool), ["check", "metrics"], input: Array(text.utf8))
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.isEmpty, "\(result.output)")
    }

    @Test func theNamesOfRoutinatorAreThereWhereTheyAreWanted() {
        let state = MetricsTests.fullState()
        func lines(_ names: MetricNames) -> [Substring] {
            MetricsTests.text(state, isOpenMetrics: false, names: names).split(separator: "\n")
        }
        let found = Set(lines(.routinator))
        for line in [
            "routinator_serial 1", "routinator_last_update_start 10.000", "routinator_last_update_duration 12.500",
            "routinator_vrps_final 5", "routinator_vrps_added_locally 1", "routinator_valid_roas{tal=\"faro\"} 250",
            "routinator_ta_publication_points_total{name=\"faro\",state=\"valid\"} 2",
            "routinator_ta_objects_total{name=\"faro\",type=\"roa\",state=\"invalid\"} 3",
            "routinator_ta_valid_vrps_total{name=\"faro\"} 4", "routinator_ta_contributed_vrps_total{name=\"faro\"} 2",
            "routinator_ta_duplicate_vrps_total{name=\"faro\"} 2", "routinator_ta_unsafe_vrps_total{name=\"faro\"} 0",
            "routinator_rrdp_status{uri=\"https://rpki.example.net/notify.xml\"} 200",
            "routinator_rrdp_serial_info{uri=\"https://rpki.example.net/notify.xml\"} 4711",
            "routinator_rsync_status{uri=\"rsync://new.example/\"} -1",
            "routinator_rtr_current_connections 2", "routinator_rtr_bytes_written 1000",
            "routinator_rtr_client_connections{addr=\"192.0.2.1\"} 1",
            "routinator_rtr_client_serial{addr=\"2001:db8::1\"} -1", "routinator_http_connections 0",
        ] {
            #expect(found.contains(Substring(line)), "\(line)")
        }
        #expect(!found.contains { $0.hasPrefix("atalaya_") })
        #expect(!lines(.atalaya).contains { $0.hasPrefix("routinator_") })
        #expect(Set(lines(.both)).isSuperset(of: found))
        #expect(Set(lines(.both)).isSuperset(of: lines(.atalaya)))
    }

    @Test func whatTheNodeKnowsIsThere() {
        let lines = Set(MetricsTests.text(MetricsTests.fullState(), isOpenMetrics: false).split(separator: "\n"))
        for line in [
            "atalaya_serial 1", "atalaya_payloads{type=\"vrp\"} 5", "atalaya_state{state=\"current\"} 1",
            "atalaya_payloads_age_seconds 10.000",
            "atalaya_repository_success{uri=\"https://rpki.example.net/notify.xml\",transport=\"rrdp\"} 1",
            "atalaya_repository_age_seconds{uri=\"https://rpki.example.net/notify.xml\"} 18.000",
            "atalaya_repository_duration_seconds{uri=\"https://rpki.example.net/notify.xml\"} 1.250",
            "atalaya_repository_objects{uri=\"https://rpki.example.net/notify.xml\"} 22003",
            "atalaya_repository_rrdp_serial{uri=\"https://rpki.example.net/notify.xml\"} 4711",
            "atalaya_repository_status{uri=\"rsync://rpki.example.net/a\\\\b\\\"c\\nd\"} 10",
            "atalaya_ta_payloads_served{name=\"faro\",type=\"vrp\"} 2", "atalaya_ta_found{name=\"otro \\\"x\\\"\"} 0",
            "atalaya_ta_objects{name=\"faro\",type=\"roa\",state=\"invalid\"} 3",
            "atalaya_ta_publication_points{name=\"faro\",state=\"kept\"} 2",
            "atalaya_rejections{reason=\"expired\",level=\"rejected\"} 1",
            "atalaya_rtr_connections 2", "atalaya_rtr_session_serial{router=\"192.0.2.1:53211\"} 1",
            "atalaya_rtr_session_version{router=\"192.0.2.1:53211\"} 2", "atalaya_rtr_accepted_total 7",
            "atalaya_last_update_duration_seconds 12.500", "atalaya_last_run_success 0", "atalaya_alarms 1",
            "atalaya_http_requests_total{code=\"404\"} 1", "process_resident_memory_bytes 10000000",
            "process_cpu_seconds_total 1.500", "atalaya_exceptions_added{type=\"vrp\"} 1",
            "atalaya_feed_connected{feed=\"bmp:192.0.2.1\",kind=\"bmp\"} 1",
            "atalaya_feed_faults_total{feed=\"bmp:192.0.2.1\",reason=\"bmp-version\"} 2",
            "atalaya_sink_waiting{sink=\"mail:noc@example.net\"} 3",
            "atalaya_alerts_raised_total{class=\"squatting\"} 5",
            "atalaya_alerts_active{severity=\"critical\"} 0",
        ] {
            #expect(lines.contains(Substring(line)), "\(line)")
        }
    }

    /// OpenMetrics 1.0.0: a family is named without its samples' suffix, and comes once; its samples stand together.
    @Test func openMetricsHasItsOwnNamesAndEnd() {
        let text = MetricsTests.text(MetricsTests.fullState(), isOpenMetrics: true)
        #expect(text.hasSuffix("\n# EOF\n"))
        #expect(text.contains("# TYPE atalaya_http_requests counter\n"))
        #expect(text.contains("# TYPE atalaya_build info\natalaya_build_info{version=\"1.2.3\"} 1\n"))
        var families: Set<Substring> = []
        var family: Substring = ""
        var units: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# HELP ") {
                family = words[2]
                #expect(families.insert(family).inserted, "\(family)")
            } else if line.hasPrefix("# UNIT ") {
                units[family] = words[3]
                #expect(family.hasSuffix("_\(words[3])"), "\(family)")
            } else if !line.hasPrefix("#") {
                #expect(line.hasPrefix(family), "\(line)")
            }
        }
        #expect(!units.isEmpty)
    }

    @Test func seriesAreHeldWithinTheirLimit() {
        let state = APIFixture.state()
        state.update(repositories: (0..<20).map { RepositoryState(uri: "rsync://\($0)/", transport: .rsync) })
        state.update(sessions: (0..<20).map { RouterConnection(remote: "192.0.2.\($0):1", since: APIFixture.start) })
        let text = MetricsTests.text(state, isOpenMetrics: false, seriesLimit: 5)
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("atalaya_repository_objects{") }.count == 5)
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("atalaya_rtr_session_start_time") }.count == 5)
        #expect(text.contains("\natalaya_repositories 20\n"))
        #expect(text.contains("\natalaya_rtr_connections 20\n"))
    }

    @Test func theClientChoosesTheForm() async throws {
        try await withAPI(MetricsTests.fullState()) { http in
            let plain = try await http.request("/metrics")
            #expect(plain.headers["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
            #expect(!plain.text.contains("# EOF"))
            let accept = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1"
            let open = try await http.request("/metrics", headers: ["Accept": accept])
            #expect(open.headers["content-type"]?.hasPrefix("application/openmetrics-text") == true)
            #expect(open.text.hasSuffix("# EOF\n"))
            #expect(open.text.contains("atalaya_http_requests_total{code=\"200\"} 1\n"))
        }
    }

    @Test func theProcessKnowsWhatItUses() throws {
        let usage = try #require(ProcessUsage.current())
        #expect(usage.cpuSeconds > 0)
        #expect((usage.residentOctets ?? 0) > 1_000_000)
    }
}
