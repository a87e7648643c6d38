import CCrashMark
import Testing

@Suite("Marks of a crash") struct CrashMarkTests {
    @Test("a thread works on one place at a time, and goes back to the one before") func places() {
        #expect(crash_mark_enter(3) == -1)
        #expect(crash_mark_enter(4) == 3)
        #expect(crash_mark_enter(3) == 4)
        #expect(crash_mark_enter(-1) == 3)
    }

    @Test("places that there are not are left out", arguments: [-2, -1, CRASH_MARK_PLACES, .max])
    func bounds(place: Int32) {
        crash_mark_begin(place)
        crash_mark_end(place)
    }
}
