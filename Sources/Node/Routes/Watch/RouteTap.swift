internal import RouteSecurity

/// Passes on what feeds report, and has it taken note of for readiness, too.
struct RouteTap: FeedConsumer {
    let consumer: any FeedConsumer
    let seen: SeenRoutes

    func expect(_ name: String, _ kind: FeedState.Kind) async {
        await consumer.expect(name, kind)
    }

    func receive(_ messages: [FeedMessage], of name: String, _ kind: FeedState.Kind) async {
        seen.receive(messages, of: name, isRecording: kind == .file || kind == .folder)
        await consumer.receive(messages, of: name, kind)
    }

    func keep() async -> Bool { await consumer.keep() }
}
