internal import NumberResources
package import TextFormats

extension JSONWriter {
    /// Seconds with three places, or null.
    package mutating func member(_ name: String, seconds: Double?) {
        self.name(name)
        if let seconds { number { $0.append(seconds: seconds) } } else { null() }
    }
}

extension [UInt8] {
    /// Seconds with three places: `12.345`.
    package mutating func append(seconds: Double) {
        let limit = 9e15
        let thousandths = Int(saturating: (Swift.min(Swift.max(seconds, -limit), limit) * 1_000).rounded())
        if thousandths < 0 { append(UInt8(ascii: "-")) }
        append(decimal: thousandths.magnitude / 1_000)
        append(UInt8(ascii: "."))
        append(decimal: Int(thousandths.magnitude % 1_000), width: 3)
    }
}
