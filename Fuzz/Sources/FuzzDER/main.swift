import Foundation
import FuzzDriver
import RPKIObjects

let status = fuzz { data, size in
    // The same octets as every kind of object: whatever part of DER one decoder does not reach, another does.
    let bytes = octets(data, size)
    for type in RepositoryObject.FileType.allCases {
        guard let object = try? RepositoryObject(decoding: bytes, as: type) else { continue }
        _ = object.signedObject?.contentOctets
    }
    return 0
}
exit(status)
