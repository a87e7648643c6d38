internal import DeskStore
internal import Logging
internal import RouteSecurity
internal import SecurityEvents

// Between two reports peers get a route or lose it. A reader of an alert must see its present state.
extension WatchEngine {
    /// Seconds between two writings of figures.
    private static let figuresInterval = Duration.seconds(10)

    /// Writes the alerts whose figures have changed since they were reported; recipients get nothing of it.
    func writeFigures() {
        if let figuresWritten, figuresWritten.duration(to: .now) < WatchEngine.figuresInterval { return }
        figuresWritten = .now
        var rows: [AlertFigures] = []
        for alert in detector.refresh() {
            guard let mark = marks[alert.id] else { continue }
            let text = AlertText(alert, console: console).text
            guard figures[alert.id] != text.hashValue else { continue }
            figures[alert.id] = text.hashValue
            var event = alert.event(source: WatchEngine.source, tlp: configuration.tlp)
            event.attributes["revision"] = "\(mark.revision)"
            event.attributes["console"] = console.map { AlertText.link(to: alert, at: $0) }
            rows.append(
                AlertFigures(
                    id: alert.id, revision: mark.revision, summary: alert.headline, text: text, event: event.json()))
        }
        guard !rows.isEmpty else { return }
        do {
            try store.refresh(rows)
        } catch {
            figures = [:]
            logger.error("could not store the figures of alerts", metadata: ["reason": "\(error)"])
        }
    }
}
