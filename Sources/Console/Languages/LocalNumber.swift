/// Numbers as readers of a language write them (CLDR).
public enum LocalNumber {
    /// A whole number, grouped by thousands.
    public static func text(_ number: Int, in language: Language) -> String {
        (number < 0 ? "-" : "") + grouped(number.magnitude, language)
    }

    /// A number with so many decimals, rounded half to even.
    ///
    /// - Parameter decimals: 0 to 6.
    public static func text(_ number: Double, decimals: Int, in language: Language) -> String {
        guard number.isFinite, number.magnitude < 1e15 else { return "–" }
        let places = min(max(decimals, 0), 6)
        var scale: UInt = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = UInt((number.magnitude * Double(scale)).rounded(.toNearestOrEven))
        let sign = number < 0 && scaled > 0 ? "-" : ""
        let whole = grouped(scaled / scale, language)
        guard places > 0 else { return sign + whole }
        let digits = String(scaled % scale)
        let zeros = String(repeating: "0", count: places - digits.count)
        return sign + whole + decimalSign(language) + zeros + digits
    }

    private static func grouped(_ number: UInt, _ language: Language) -> String {
        let digits = Array(String(number))
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text += groupSign(language) }
            text.append(digit)
        }
        return text
    }

    private static func groupSign(_ language: Language) -> String {
        switch language {
        case .english, .lengthened: ","
        case .spanish, .portuguese: "."
        case .french: "\u{202F}"
        }
    }

    private static func decimalSign(_ language: Language) -> String {
        switch language {
        case .english, .lengthened: "."
        case .spanish, .portuguese, .french: ","
        }
    }
}
