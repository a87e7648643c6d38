package import struct FoundationEssentials.Date

/// What a service has for the console.
package struct ConsoleParts: Sendable {
    package var pages: [ConsolePage] = []
    /// What needs someone now.
    package var items: @Sendable (Language, Date) async -> [StartItem] = { _, _ in [] }
    package var sources: @Sendable (Language, Date) async -> [SourceState] = { _, _ in [] }
    package var search: @Sendable (SearchQuestion, Language, Date) async -> [SearchSection] = { _, _, _ in [] }
    /// Its steps of the course.
    package var lessons: [Lesson] = []
    /// A number for each topic that changes when there is something new.
    package var marks: @Sendable () -> [String: UInt64] = { [:] }

    package init() {}
}
