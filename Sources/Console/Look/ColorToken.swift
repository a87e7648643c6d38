/// A color of the console, in light and in dark.
public struct ColorToken: Hashable, Sendable {
    /// What it is for.
    public let name: String
    /// 24 bits: red, green, blue.
    public let light: UInt32
    public let dark: UInt32
    public let print: UInt32

    init(_ name: String, light: UInt32, dark: UInt32, print: UInt32) {
        self.name = name
        self.light = light
        self.dark = dark
        self.print = print
    }

    public static let all: [ColorToken] = [
        ColorToken("paper", light: 0xf6f7f4, dark: 0x0d1413, print: 0xffffff),
        ColorToken("surface", light: 0xffffff, dark: 0x151e1c, print: 0xffffff),
        ColorToken("raised", light: 0xeef1ed, dark: 0x1d2826, print: 0xffffff),
        ColorToken("ink", light: 0x15201e, dark: 0xe5ecea, print: 0x000000),
        ColorToken("ink-2", light: 0x4b5b58, dark: 0xa2b0ad, print: 0x333333),
        ColorToken("line", light: 0xd3dbd7, dark: 0x2b3735, print: 0xbbbbbb),
        ColorToken("line-2", light: 0x75827e, dark: 0x7f8d8a, print: 0x666666),
        ColorToken("sea", light: 0x0a5a68, dark: 0x6ec6d2, print: 0x000000),
        ColorToken("focus", light: 0x9a4a00, dark: 0xf0b35a, print: 0x000000),
        ColorToken("valid", light: 0x1a6b3a, dark: 0x70cf90, print: 0x1a6b3a),
        ColorToken("invalid", light: 0xae231b, dark: 0xff9087, print: 0xae231b),
        ColorToken("unknown", light: 0x556070, dark: 0xabb5c0, print: 0x556070),
        ColorToken("stale", light: 0x855000, dark: 0xefb45c, print: 0x855000),
        ColorToken("s1", light: 0x0a5a68, dark: 0x6ec6d2, print: 0x0a5a68),
        ColorToken("s2", light: 0xb4560f, dark: 0xf0a063, print: 0xb4560f),
        ColorToken("s3", light: 0x6b4fa0, dark: 0xb9a2ea, print: 0x6b4fa0),
        ColorToken("s4", light: 0x3f6f1f, dark: 0x9fce7a, print: 0x3f6f1f),
    ]

    /// Pairs that pages use, with the least contrast: 4.5 for text, 3 for lines and focus (WCAG 2.1, 1.4.3 and 1.4.11).
    public static let pairs: [(ink: String, ground: String, least: Double)] =
        ["paper", "surface", "raised"].flatMap { ground in
            ["ink", "ink-2", "sea", "valid", "invalid", "unknown", "stale"].map { ($0, ground, 4.5) }
                + ["line-2", "focus", "s1", "s2", "s3", "s4"].map { ($0, ground, 3) }
        } + [("surface", "sea", 4.5)]

    /// Contrast of two colors (WCAG 2.1): 1 for equal ones, 21 for black on white.
    public static func contrast(_ one: UInt32, _ other: UInt32) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private static func luminance(_ color: UInt32) -> Double {
        func part(_ shift: UInt32) -> Double {
            let value = Double(color >> shift & 0xff) / 255
            guard value > 0.04045 else { return value / 12.92 }
            let base = (value + 0.055) / 1.055
            return power(base)
        }
        return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    /// `base` to the power of 2.4, as the fifth root of its twelfth power.
    private static func power(_ base: Double) -> Double {
        var twelfth = 1.0
        for _ in 0..<12 { twelfth *= base }
        var root = max(base, 1e-6)
        for _ in 0..<60 {
            let fourth = root * root * root * root
            guard fourth > 0 else { return 0 }
            root = (4 * root + twelfth / fourth) / 5
        }
        return root
    }

    /// The declarations of all colors, by one of their three values.
    static func declarations(_ value: (ColorToken) -> UInt32) -> String {
        all.map { token in
            let digits = String(value(token), radix: 16)
            return "--\(token.name):#" + String(repeating: "0", count: 6 - digits.count) + digits
        }.joined(separator: ";")
    }
}
