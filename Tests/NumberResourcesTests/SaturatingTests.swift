import NumberResources
import Testing

@Suite("Whole numbers of numbers with a fraction") struct SaturatingTests {
    @Test(
        "what does not fit is held at the ends, and what is not a number is 0",
        arguments: [
            (0.9, 0), (-0.9, 0), (1e300, .max), (-1e300, .min), (.infinity, .max), (-.infinity, .min), (.nan, 0),
            (9.3e18, .max), (-9.3e18, .min), (4_294_967_296.5, 4_294_967_296),
        ] as [(Double, Int64)])
    func signed(value: Double, expected: Int64) {
        #expect(Int64(saturating: value) == expected)
    }

    @Test("a number without a sign begins at 0", arguments: [(-1.0, 0), (255.9, 255), (256, 255)] as [(Double, UInt8)])
    func unsigned(value: Double, expected: UInt8) {
        #expect(UInt8(saturating: value) == expected)
    }
}
