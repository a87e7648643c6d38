import RPKIObjects
import TestSupport

extension SharedData {
    /// The eContent of the signed object in `octets`, whatever the rest of it is like.
    static func content(of octets: [UInt8]) throws -> [UInt8] {
        let bytes = octets.span
        var reader = DERReader(0..<bytes.count)
        var info = try reader.sequence(bytes)
        _ = try info.next(.objectIdentifier, bytes)
        var wrapper = DERReader(try info.next(.constructed(0), bytes).content)
        var data = try wrapper.sequence(bytes)
        _ = try data.next(.integer, bytes)
        _ = try data.next(.set, bytes)
        var encapsulated = try data.sequence(bytes)
        _ = try encapsulated.next(.objectIdentifier, bytes)
        var content = DERReader(try encapsulated.next(.constructed(0), bytes).content)
        return bytes.octets(try content.next(.octetString, bytes).content)
    }
}
