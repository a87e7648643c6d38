import Foundation
import HTTPService
import Testing

@testable import Node

@Suite("Documents that modules make together") struct NodeDocumentsTests {
    private func documents(_ modules: [any NodeModule]) -> NodeDocuments {
        NodeDocuments(
            modules: modules, version: "1", started: APIFixture.start, alarms: Alarms(), metricNames: .both)
    }

    private func status(_ modules: [any NodeModule]) throws -> [String: Any] {
        let octets = documents(modules).status(HTTPStatistics(), at: APIFixture.start)
        return try #require(JSONSerialization.jsonObject(with: Data(octets)) as? [String: Any])
    }

    private func metrics(_ modules: [any NodeModule]) -> String {
        let scope = MetricsScope(now: APIFixture.start, seriesLimit: 100)
        return String(
            decoding: documents(modules).metrics(HTTPStatistics(), nil, scope, isOpenMetrics: false), as: UTF8.self)
    }

    @Test("A module that is absent is in none of them") func absent() throws {
        let all = APIFixture.state()
        #expect(try status(all.modules)["rtr"] != nil)
        #expect(metrics(all.modules).contains("atalaya_rtr_connections"))
        let some: [any NodeModule] = [PayloadsModule(state: all.payloads), RoutesModule(state: all.routes)]
        #expect(try Set(status(some).keys) == ["version", "serial", "now", "http", "node"])
        #expect(!metrics(some).contains("atalaya_rtr_connections"))
        #expect(!documents(some).lines(HTTPStatistics(), at: APIFixture.start).contains("rtr-"))
        let tools = RouteTools(alarms: all.alarms, limits: APILimits(), clock: { APIFixture.start })
        let paths = NodeRoutes(documents: documents(some), tools: tools, usage: { nil }).all(with: some).map(\.path)
        #expect(paths.contains("/csv") && !paths.contains("/api/v1/rejections"))
    }

    @Test("Parts are in the order of their places, whatever the order of the modules") func order() throws {
        let state = MetricsTests.fullState()
        let forth = documents(state.modules).status(HTTPStatistics(), at: APIFixture.start)
        let back = documents(state.modules.reversed()).status(HTTPStatistics(), at: APIFixture.start)
        #expect(forth == back)
        #expect(metrics(state.modules) == metrics(state.modules.reversed()))
    }

    @Test("What a service says on its own comes in the order of the modules") func services() {
        var text: [String] = []
        let parts = ["a", "b"].map { name in DocumentPart(2) { (text: inout [String]) in text.append(name) } }
        (parts + [DocumentPart(1) { $0.append("first") }]).write(to: &text)
        #expect(text == ["first", "a", "b"])
    }

    @Test("Health is red for what is configured, and says all of it") func health() throws {
        let events = Locked<[String]>([])
        func body(_ faults: [ModuleHealth.Fault?]) throws -> (ModuleHealth.Fault?, [String: Any]) {
            let modules = faults.map { fault in
                RecordedModule(name: "a", events: events, fault: fault)
            }
            let answer = documents(modules).health(at: APIFixture.start)
            let object = try JSONSerialization.jsonObject(with: Data(answer.body(hasDetails: true)))
            return (answer.fault, try #require(object as? [String: Any]))
        }
        let (good, sound) = try body([nil, nil])
        #expect(good == nil)
        #expect(sound["status"] as? String == "ok")
        #expect(sound["reason"] is NSNull)
        let (bad, ill) = try body([nil, .init(word: "late", reason: "too late"), .init(word: "x", reason: "too few")])
        #expect(bad?.word == "late")
        #expect(ill["status"] as? String == "late")
        #expect(ill["reason"] as? String == "too late; too few")
    }

    @Test("A module that validates nothing expects no payloads") func expectations() {
        let state = APIFixture.state()
        let idle = RPKIModule(state: state.rpki, payloadsState: state.payloads)
        #expect(idle.health(at: APIFixture.start)?.fault == nil)
        let busy = RPKIModule(state: state.rpki, payloadsState: state.payloads, expectsPayloads: true)
        #expect(busy.health(at: APIFixture.start)?.fault?.word == "absent")
    }
}
