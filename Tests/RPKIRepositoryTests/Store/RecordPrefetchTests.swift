import RPKIValidation
import Testing

@testable import RPKIRepository

@Suite struct RecordPrefetchTests {
    @Test("A store that began without points lacks those that it was not given, until a walk has ended")
    func empty() {
        var prefetch = RecordPrefetch()
        #expect(!prefetch.lacks(Entries.key("a")), "nothing is known yet")
        prefetch.beginEmpty()
        prefetch.invalidate(Entries.key("a"))
        #expect(!prefetch.lacks(Entries.key("a")))
        #expect(prefetch.lacks(Entries.key("b")))
        prefetch.clear()
        #expect(!prefetch.lacks(Entries.key("a")) && prefetch.lacks(Entries.key("b")), "also once it is written")
        prefetch.endEmpty()
        #expect(!prefetch.lacks(Entries.key("b")))
    }
}
