/// Numbers as ECMAScript writes them, which RFC 8785 section 3.2.2.3 makes canonical.
package enum JSONNumber {
    /// The shortest text that is read as `value` again; `nil` for what is not finite, which JSON cannot say.
    package static func text(_ value: Double) -> String? {
        guard value.isFinite else { return nil }
        if value == 0 { return "0" }
        // Swift gives the same digits, the shortest ones, in another notation.
        let (digits, exponent) = decimal(value.magnitude.description)
        let sign = value < 0 ? "-" : ""
        let count = digits.utf8.count
        // ECMA-262, Number::toString: `exponent` is the number of digits before the point.
        switch exponent {
        case count...21 where count <= 21:
            return sign + digits + String(repeating: "0", count: exponent - count)
        case 1...21:
            return sign + digits.prefix(exponent) + "." + digits.dropFirst(exponent)
        case -5...0:
            return sign + "0." + String(repeating: "0", count: -exponent) + digits
        default:
            let fraction = count > 1 ? "." + digits.dropFirst() : ""
            let power = exponent - 1
            return sign + digits.prefix(1) + fraction + (power < 0 ? "e-" : "e+") + String(power.magnitude)
        }
    }

    /// The significant digits of a positive number, and how many of them are before the point.
    private static func decimal(_ description: String) -> (digits: String, exponent: Int) {
        let parts = description.split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        var exponent = whole.utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        var digits = Substring(whole + fraction)
        while digits.first == "0" {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.last == "0" { digits.removeLast() }
        return (String(digits), exponent)
    }
}
