package import Testing

/// Waits until `condition` holds; records an issue when it does not within `limit`, and at a hundred looks: where tests that
/// block have all threads for a while, the time alone says nothing.
///
/// What other tasks, threads and processes do is looked at again and again here, and nowhere else in the tests.
package func eventually(
    within limit: Duration = .seconds(20), _ location: SourceLocation = #_sourceLocation,
    isolation: isolated (any Actor)? = #isolation, _ condition: () async throws -> Bool
) async throws {
    let start = ContinuousClock.now
    var looks = 0
    while try await !condition() {
        looks += 1
        guard looks < 100 || start.duration(to: .now) < limit else {
            Issue.record("it did not happen within \(limit)", sourceLocation: location)
            return
        }
        try await Task.sleep(for: .milliseconds(10))
    }
}

/// Records an issue when `condition` ceases to hold within `duration`: for what must not happen.
package func stays(
    for duration: Duration, _ location: SourceLocation = #_sourceLocation,
    isolation: isolated (any Actor)? = #isolation, _ condition: () async throws -> Bool
) async throws {
    let start = ContinuousClock.now
    repeat {
        guard try await condition() else {
            Issue.record("it did not stay so for \(duration)", sourceLocation: location)
            return
        }
        try await Task.sleep(for: .milliseconds(20))
    } while start.duration(to: .now) < duration
}

/// Lets a random part of `longest` pass: before a kill that is to come at any moment.
package func randomPause(upTo longest: Duration) async throws {
    try await Task.sleep(for: longest * Double.random(in: 0...1))
}

/// Returns when its task is cancelled.
package func untilCancelled() async {
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
}
