public import NumberResources
internal import RPKIObjects

/// An ASIdOrRange (RFC 3779 section 3.2.3.5), right or wrong.
public enum ASBlock: Hashable, Sendable {
    case id(DERInteger)
    case range(DERInteger, DERInteger)

    /// The canonical form of `set`.
    public static func canonical(_ set: IntervalSet<UInt32>) -> [ASBlock] {
        set.ranges.map {
            $0.lowerBound == $0.upperBound
                ? .id(DERInteger($0.lowerBound)) : .range(DERInteger($0.lowerBound), DERInteger($0.upperBound))
        }
    }

    func encode(into der: inout DERWriter) {
        switch self {
        case .id(let number): number.encode(into: &der)
        case .range(let lower, let upper):
            der.sequence {
                lower.encode(into: &$0)
                upper.encode(into: &$0)
            }
        }
    }
}
