package import LocalFiles
package import RPKIObjects

package import struct FoundationEssentials.Date

/// The last complete and valid state of a publication point: its manifest, the listed files, and the verdict on each.
package struct PointRecord: Hashable, Sendable {
    package struct File: Hashable, Sendable {
        package let name: String
        package let hash: ObjectHash
        package var verdict: ObjectVerdict
        /// The state of the file when it was read last.
        package var stamp: FileStamp?
    }

    /// The context in which the verdicts were reached: see ``Certificate/Authority/context``.
    package var context: ObjectHash
    /// The manifest's rsync URI.
    package var manifest: String
    package var manifestHash: ObjectHash
    /// The state of the manifest's file when it was read last.
    package var manifestStamp: FileStamp?
    /// Octets of the manifest.
    package var manifestSize: Int
    package var number: SerialNumber
    package var thisUpdate: Date
    package var nextUpdate: Date
    package var signer: ObjectVerdict.Signer
    /// The CRL's place among the files.
    package var revocationList: Int
    /// In the manifest's order.
    package var files: [File]
}

extension Certificate.Authority {
    /// A hash of all that verdicts on this CA's objects depend on: its key, its name and the resources it holds.
    package var context: ObjectHash {
        var writer = RecordWriter()
        writer.write(octets: certificate.subjectPublicKeyInfo)
        writer.write(octets: certificate.subjectNameOctets)
        writer.write(resources)
        return ObjectHash(of: writer.bytes)
    }
}
