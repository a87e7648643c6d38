import Foundation
import FuzzDriver
import RPKIObjects

enum Archive {
    static let limits = {
        var limits = DecodingLimits()
        limits.allowsFormerProfiles = true
        return limits
    }()
}

// Objects of archives, in BER: what comes out is DER, which converting again leaves as it is.
let status = fuzz { data, size in
    let bytes = octets(data, size)
    if let der = try? Archive.limits.der(bytes) {
        precondition(der.count <= 2 * bytes.count + 16)
        precondition((try? Archive.limits.der(der)) == der)
    }
    for type in RepositoryObject.FileType.allCases {
        guard let object = try? RepositoryObject(decoding: bytes, as: type, limits: Archive.limits) else { continue }
        _ = object.signedObject?.contentOctets
    }
    return 0
}
exit(status)
