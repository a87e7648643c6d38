import Foundation
import FuzzDriver
import RPKIObjects

let status = fuzz { data, size in
    guard let certificate = try? Certificate(decoding: octets(data, size)) else { return 0 }
    _ = (certificate.subject, certificate.subjectPublicKeyInfo, certificate.isSelfIssued)
    _ = (certificate.repository, certificate.manifest, certificate.notification, certificate.signedObject)
    _ = (certificate.revocationList, certificate.issuerLocation)
    _ = try? certificate.verifyAsTrustAnchor()
    return 0
}
exit(status)
