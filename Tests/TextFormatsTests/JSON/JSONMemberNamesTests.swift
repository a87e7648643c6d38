import Testing
import TextFormats

@Suite("Names of the members of objects")
struct JSONMemberNamesTests {
    private func insert(_ name: String, in names: inout JSONMemberNames) -> Bool {
        names.insert(Array(name.utf8)[...])
    }

    @Test("An object has a name once; the objects in it and after it may have it too")
    func nesting() {
        var names = JSONMemberNames()
        names.begin()
        #expect(insert("a", in: &names))
        #expect(insert("b", in: &names))
        names.begin()
        #expect(insert("a", in: &names))
        #expect(!insert("a", in: &names))
        names.end()
        #expect(!insert("b", in: &names))
        names.end()
        names.begin()
        #expect(insert("a", in: &names))
    }

    @Test("Of an object, the first 64 names are remembered")
    func limit() {
        var names = JSONMemberNames()
        names.begin()
        for number in 0..<70 { #expect(insert("\(number)", in: &names)) }
        #expect(!insert("63", in: &names))
        #expect(insert("64", in: &names))
    }
}
