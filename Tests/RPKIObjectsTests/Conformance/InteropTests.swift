import Foundation
import NumberResources
import RPKIObjects
import Testing

@Suite struct InteropTests {
    @Test func explore() throws {
        for name in SharedData.files(below: "rpki/objects") + ["../rsc"] {
            guard let type = RepositoryObject.FileType(fileName: name) else { continue }
            let octets = try SharedData.bytes("rpki/objects/" + name)
            let error = refusal { () throws(ObjectError) in _ = try RepositoryObject(decoding: octets, as: type) }
            print("IOP", name, error.map(\.description) ?? "ok")
        }
    }
}
