internal import Console
internal import DeskStore
internal import HTTPService
internal import NIOPosix

internal import struct FoundationEssentials.Date

extension AlertPage {
    private static let noteOctets = 4_000
    /// How long an alert is muted when nothing else is said, in hours.
    private static let hours = 24

    /// Acknowledge, decide, mute or note.
    @Sendable func change(_ request: PageRequest) async throws -> PageAnswer {
        guard let store = console.store else { return .nothing }
        let (id, author, now) = (request.tail, request.reader.signature, request.now)
        let note = try request.field("note", octets: AlertPage.noteOctets)
        switch try request.field("act") {
        case "acknowledge":
            let acknowledgement = StoredAlert.Acknowledgement(time: now, author: author, note: note)
            let isThere = try await NIOThreadPool.singleton.runIfActive { try store.acknowledge(id, acknowledgement) }
            return isThere ? said("acknowledged", id) : .nothing
        case "mute":
            let hours =
                try request.field("hours").map { text throws(APIError) in try AlertPage.number(text) }
                ?? AlertPage.hours
            let ends = now.addingTimeInterval(Double(hours) * 3_600)
            return try await NIOThreadPool.singleton.runIfActive {
                guard let alert = try store.alert(withID: id) else { return .nothing }
                let mute = Suppression(
                    kind: .mute, alert: alert.id, begins: now, ends: ends, reason: note ?? "", author: author)
                _ = try store.add(mute)
                return said("muted", id)
            }
        case "note":
            return try await keep(request, store, decision: nil, note)
        case "decide":
            let word = try request.field("decision") ?? ""
            guard let decision = AlertNote.Decision(rawValue: word) else {
                throw APIError.invalid("decision", "no such decision")
            }
            return try await keep(request, store, decision: decision, note)
        default:
            throw APIError.invalid("act", "no such action")
        }
    }

    private static func number(_ text: String) throws(APIError) -> Int {
        guard let hours = Int(text), (1...8_760).contains(hours) else { throw .invalid("hours", "not 1 to 8760") }
        return hours
    }

    /// Keeps a note, unless someone else said something since its author read the page.
    private func keep(
        _ request: PageRequest, _ store: AlertStore, decision: AlertNote.Decision?, _ text: String?
    ) async throws -> PageAnswer {
        guard decision != nil || text != nil else { throw APIError.invalid("note", "empty") }
        let last = try request.field("last").flatMap(Int64.init) ?? 0
        let note = AlertNote(time: request.now, author: request.reader.signature, decision: decision, text: text ?? "")
        let id = request.tail
        let isKept = try await NIOThreadPool.singleton.runIfActive { try store.add(note, to: id, after: last) }
        if isKept { return said(decision == nil ? "noted" : "decided", id) }
        return try await conflict(request, draft: text ?? "")
    }

    private func said(_ word: String, _ id: String) -> PageAnswer { .elsewhere(AlertPage.path(id) + "?said=" + word) }
}
