internal import LocalFiles

/// A file that crashed its reader, as it was then: one that has changed is another, and is read.
struct SetAsideFile: Hashable, Sendable {
    let path: String
    let inode: UInt64
    let size: Int64
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    let modified: Int64

    /// The file at `path` as it is now. What is not a regular file, such as a pipe, is known by its place alone.
    init(at path: String) {
        let file = FileStamp(at: path)
        self.init(path: path, inode: file?.inode ?? 0, size: file?.size ?? 0, modified: file?.modified ?? 0)
    }

    init(path: String, inode: UInt64, size: Int64, modified: Int64) {
        self.path = path
        self.inode = inode
        self.size = size
        self.modified = modified
    }
}

/// As a line of text: three numbers and the path, in which a backslash and the end of a line are escaped.
extension SetAsideFile: LosslessStringConvertible {
    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let inode = UInt64(parts[0]), let size = Int64(parts[1]),
            let modified = Int64(parts[2]), !parts[3].isEmpty
        else { return nil }
        var path = ""
        var isEscaped = false
        for scalar in parts[3].unicodeScalars {
            if isEscaped {
                path.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                path.unicodeScalars.append(scalar)
            }
        }
        self.init(path: path, inode: inode, size: size, modified: modified)
    }

    var description: String {
        var text = "\(inode) \(size) \(modified) "
        for scalar in path.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
