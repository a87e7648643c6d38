extension FixedWidthInteger {
    /// `value` without its fraction, held within what fits; 0 for what is not a number.
    ///
    /// For every number that was measured, divided or read: the conversion without a label ends the process where the
    /// value does not fit.
    @inlinable
    public init(saturating value: Double) {
        if let exact = Self(exactly: value.rounded(.towardZero)) {
            self = exact
        } else if value.isNaN {
            self = 0
        } else {
            self = value > 0 ? .max : .min
        }
    }
}
