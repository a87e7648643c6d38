/// The name that was meant.
package enum SimilarName {
    /// The one of `names` that `name` becomes with the fewest letters changed, when these are at most a third of it and one
    /// more; `nil` when none is that near.
    package static func nearest(to name: String, in names: [String]) -> String? {
        let written = Array(name.prefix(100).lowercased())
        let scored = names.map { (name: $0, distance: distance(written, Array($0.lowercased()))) }
        guard let best = scored.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }),
            best.distance <= best.name.count / 3 + 1, best.distance < best.name.count
        else { return nil }
        return best.name
    }

    /// Letters put in, left out, changed, or swapped with their neighbour.
    package static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var rows = [Array(0...right.count)]
        for (i, a) in left.enumerated() {
            var row = [i + 1]
            for (j, b) in right.enumerated() {
                var cost = min(
                    rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a == b || isHyphen(a) && isHyphen(b) ? 0 : 1))
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }

    /// Other formats write names with underscores.
    private static func isHyphen(_ letter: Character) -> Bool {
        letter == "-" || letter == "_"
    }
}
