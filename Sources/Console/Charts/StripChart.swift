/// A state over time: a cell for each portion of it.
public struct StripChart: Sendable {
    public let title: String
    public let summary: String
    public let cells: [StateKind]
    /// Labels of the first and the last cell.
    public let ends: (first: String, last: String)

    public init(title: String, summary: String, cells: [StateKind], ends: (first: String, last: String)) {
        self.title = title
        self.summary = summary
        self.cells = cells
        self.ends = ends
    }

    /// For the partial `chart-strip`.
    public var view: View {
        let width = 400.0 / Double(max(cells.count, 1))
        let cells = cells.enumerated().map { place, kind -> View in
            [
                "kind": .text(kind.rawValue), "x": "\(point(Double(place) * width))",
                "w": "\(point(max(width - 1, 0.5)))",
            ]
        }
        let marks: [View] = [
            ["x": "0", "label": .text(ends.first), "isEnd": false],
            ["x": "400", "label": .text(ends.last), "isEnd": true],
        ]
        return [
            "title": .text(title), "summary": .text(summary), "width": "400", "height": "44", "cells": .list(cells),
            "marks": .list(marks),
        ]
    }
}
