internal import RPKIObjects

/// The reason why a file cannot be printed: it cannot be read, or not decoded.
struct InspectionFailure: Error {
    /// With the file's path.
    let message: String
}

/// A file that has been read and decoded.
struct InspectedFile {
    let path: String
    /// Its octets, without base64 around them.
    let octets: [UInt8]
    let isBase64: Bool
    let object: InspectedObject

    /// Reads the file at `path`.
    init(path: String, limits: DecodingLimits) throws(InspectionFailure) {
        let name = InputFile.name(path, without: "")
        let limit = (InspectedObject.Kind(fileName: name) ?? .cacheRepresentation).sizeLimit
        let content: [UInt8]
        do throws(Failure) {
            content = try InputFile.read(path, limit: limit)
        } catch {
            throw InspectionFailure(message: error.message)
        }
        let unwrapped = Base64Wrapping.unwrap(content)
        do throws(ObjectError) {
            object = try InspectedObject(decoding: unwrapped ?? content, fileName: name, limits: limits)
        } catch {
            throw InspectionFailure(message: "\(path): \(error)")
        }
        self.path = path
        octets = unwrapped ?? content
        isBase64 = unwrapped != nil
    }
}

/// A file, what it says and what is to be thought of it.
struct Inspection {
    let file: InspectedFile
    let verdict: Verdict

    init(path: String, limits: DecodingLimits, check: IssuerCheck) throws(InspectionFailure) {
        file = try InspectedFile(path: path, limits: limits)
        verdict = check.verdict(on: file.object)
    }

    var description: ObjectDescription {
        var description = ObjectDescription()
        description.add("file", file.path)
        description.add("size", label: "Size", .number(file.octets.count))
        description.add("sha256", label: "SHA-256", describing: ObjectHash(of: file.octets))
        if file.isBase64 { description.add("wrapping", "base64") }
        file.object.describe(in: &description)
        description.add("verdict", label: "Verdict", .fields(verdict.description))
        return description
    }
}
