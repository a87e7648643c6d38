import Foundation
import FuzzDriver
import ValidatedPayloads

let status = fuzz { data, size in
    guard let document = try? PayloadReader().read(octets(data, size)) else { return 0 }
    // What was read and written is read again.
    var written: [UInt8] = []
    PayloadWriter(format: .json, generated: Date(timeIntervalSince1970: 0)).write(document.set) { chunk in
        for index in chunk.indices { written.append(chunk[index]) }
    }
    guard let again = try? PayloadReader().read(written, format: .json) else {
        preconditionFailure("what was written cannot be read")
    }
    precondition(again.set.vrps.elementsEqual(document.set.vrps))
    precondition(again.set.aspas.elementsEqual(document.set.aspas))
    precondition(again.set.routerKeys.elementsEqual(document.set.routerKeys))
    return 0
}
exit(status)
