import NumberResources
import Testing

@Suite struct ResourceSetTextTests {
    @Test(arguments: [
        ("", ""),
        ("  ", ""),
        ("AS64496", "AS64496"),
        ("AS5-AS9,AS1-3,AS4", "AS1-AS9"),
        ("1.0-1.5", "AS65536-AS65541"),
        ("2001:db8::/32,192.0.2.0/25 , AS7,192.0.2.128/25", "AS7, 192.0.2.0/24, 2001:db8::/32"),
        ("192.0.2.1", "192.0.2.1/32"),
        ("192.0.2.0-192.0.2.9", "192.0.2.0-192.0.2.9"),
        ("192.0.2.0-192.0.2.7", "192.0.2.0/29"),
        ("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0"),
        ("AS0-AS4294967295, 0.0.0.0/0, ::/0", "AS0-AS4294967295, 0.0.0.0/0, ::/0"),
    ])
    func isReadInAnyOrderAndWrittenInOne(text: String, canonical: String) throws {
        let set = try #require(ResourceSet(text))
        #expect(set.description == canonical)
        #expect(ResourceSet(canonical) == set)
    }

    @Test(arguments: [
        ",", "AS1,", ",AS1", "AS1,,AS2", "AS2-AS1", "AS1-", "-AS1", "AS1-AS2-AS3", "AS1 - AS2", "192.0.2.9-192.0.2.1",
        "192.0.2.1/24", "192.0.2.0-::1", "192.0.2.0/24-192.0.3.0/24", "nonsense", "AS1;AS2",
    ])
    func refusesWhatIsNoSet(text: String) {
        #expect(ResourceSet(text) == nil)
    }

    @Test func theSetOfAllIsWrittenAsThreeElements() {
        #expect(ResourceSet.all.description == "AS0-AS4294967295, 0.0.0.0/0, ::/0")
    }
}
