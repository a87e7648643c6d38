/// A foreign file that is being read, from before it is opened until its reader is done with it.
///
/// Where the process ends in between by a crash, the file is set aside at the next start.
final class FileAttempt: Sendable {
    private let record: ReadingRecord?
    private let place: Int32

    init(_ record: ReadingRecord?, place: Int32) {
        self.record = record
        self.place = place
    }

    /// An attempt that is not recorded.
    static let unrecorded = FileAttempt(nil, place: -1)

    deinit {
        record?.end(place)
    }

    /// Does one step of the reading on this thread.
    func step<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let earlier = ReadingRecord.enter(place)
        defer { _ = ReadingRecord.enter(earlier) }
        return try body()
    }
}
