extension RRDPError {
    /// The kind of rule that was broken. The raw value does not change between versions.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        // The document as XML
        case encoding = "xml-encoding"
        case syntax = "xml-syntax"
        case truncated = "xml-truncated"
        case documentType = "xml-document-type"
        case entity = "xml-entity"
        case instruction = "xml-processing-instruction"
        case size = "size-limit"
        case count = "count-limit"
        case time = "time-limit"

        // The document as RRDP
        case namespace = "rrdp-namespace"
        case element = "rrdp-element"
        case attribute = "rrdp-attribute"
        case text = "rrdp-text"
        case version = "rrdp-version"
        case session = "rrdp-session"
        case serial = "rrdp-serial"
        case uri = "rrdp-uri"
        case hash = "rrdp-hash"
        case base64 = "rrdp-base64"
        /// Two elements of one file name the same object.
        case duplicate = "rrdp-duplicate"

        // Files compared with each other
        case deltaList = "rrdp-delta-list"
        case origin = "rrdp-origin"
        case sessionMismatch = "rrdp-session-mismatch"
        case serialMismatch = "rrdp-serial-mismatch"
        /// A delta changes what is not there as it says.
        case mismatch = "rrdp-mismatch"
        case hashMismatch = "rrdp-hash-mismatch"
    }
}
