import Foundation
import FuzzDriver
import Registries

let status = fuzz { data, size in
    let octets = octets(data, size)
    let reader = DelegatedStatisticsReader()
    guard let file = try? reader.read(octets) else { return 0 }
    guard let again = try? reader.read(chunks: pieces(of: octets)) else {
        preconditionFailure("the pieces matter")
    }
    precondition(again.sections == file.sections && again.recordCount == file.recordCount, "the pieces matter")
    precondition(again.rejections == file.rejections, "the pieces matter")
    _ = DelegatedStatistics([file, again])
    return 0
}
exit(status)
