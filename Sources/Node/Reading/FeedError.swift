/// The reason why a feed cannot be had.
struct FeedError: Error, CustomStringConvertible {
    let description: String
    /// True if what is in the file is the reason, so that it is of no use to read it again.
    var isOfFile = false
    /// True if the file is set aside because it crashed its reader.
    var isSetAside = false
}
