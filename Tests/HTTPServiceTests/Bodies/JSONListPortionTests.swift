import Foundation
import Testing
import TextFormats

@testable import HTTPService

@Suite struct JSONListPortionTests {
    private func whole(_ body: some PortionedBody) -> (octets: [UInt8], largest: Int) {
        var body = body
        var octets: [UInt8] = []
        var largest = 0
        var goesOn = true
        while goesOn {
            var portion: [UInt8] = []
            goesOn = body.appendPortion(to: &portion)
            largest = max(largest, portion.count)
            octets += portion
        }
        return (octets, largest)
    }

    @Test func aListInPortionsIsOneJSONObject() throws {
        let body = JSONListPortions("numbers", Array(0..<20_000), head: { $0.member("total", 20_000) }) {
            number, json in
            json.member("number", number)
        }
        let (octets, largest) = whole(body)
        #expect(largest < 1 << 16 + 4_096)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(octets)) as? [String: Any])
        #expect(json["total"] as? Int == 20_000)
        #expect((json["numbers"] as? [[String: Int]])?.map { $0["number"] } == Array(0..<20_000))
        let empty = whole(JSONListPortions("numbers", [Int]()) { _, _ in }).octets
        #expect(String(decoding: empty, as: UTF8.self) == "{\n  \"numbers\": []\n}\n")
    }
}
