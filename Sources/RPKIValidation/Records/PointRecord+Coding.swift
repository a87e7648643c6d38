internal import LocalFiles
internal import NumberResources
internal import RPKIObjects

extension PointRecord {
    /// Changes whenever the form of a record, or the meaning of a verdict, does: older records are then worked out again.
    package static let version: UInt8 = 3

    /// The record as octets, for a store: the parts, and a hash of them all.
    package var encoded: [UInt8] {
        var writer = RecordWriter(reservingCapacity: 512 + 192 * files.count)
        writer.write(PointRecord.version)
        writer.write(context)
        writer.write(manifest)
        writer.write(manifestHash)
        writer.write(manifestStamp)
        writer.write(count: manifestSize)
        writer.write(number)
        writer.write(thisUpdate)
        writer.write(nextUpdate)
        writer.write(signer)
        writer.write(count: revocationList)
        writer.write(count: files.count)
        for file in files {
            writer.write(file.name)
            writer.write(file.hash)
            writer.write(file.stamp)
            writer.write(file.verdict)
        }
        writer.write(ObjectHash(of: writer.bytes))
        return writer.bytes
    }

    /// The record in `bytes`; `nil` when they are of another version or damaged.
    package init?(encoded bytes: [UInt8]) {
        let seal = bytes.suffix(32)
        let bytes = Array(bytes.dropLast(32))
        guard ObjectHash(of: bytes).octets.elementsEqual(seal) else { return nil }
        var reader = RecordReader(bytes)
        guard reader.number(UInt8.self) == PointRecord.version, let context = reader.hash(),
            let manifest = reader.text(), let manifestHash = reader.hash(), let manifestStamp = reader.stamp(),
            let size = reader.number(UInt32.self),
            let number = reader.serialNumber(),
            let thisUpdate = reader.date(), let nextUpdate = reader.date(), let signer = reader.signer(),
            let revocationList = reader.number(UInt32.self), let count = reader.count(ofSize: 38)
        else { return nil }
        var files: [File] = []
        files.reserveCapacity(count)
        for _ in 0..<count {
            guard let name = reader.text(), let hash = reader.hash(), let stamp = reader.stamp(),
                let verdict = reader.verdict()
            else { return nil }
            files.append(File(name: name, hash: hash, verdict: verdict, stamp: stamp.value))
        }
        guard reader.isAtEnd, revocationList < count else { return nil }
        self.init(
            context: context, manifest: manifest, manifestHash: manifestHash, manifestStamp: manifestStamp.value,
            manifestSize: Int(size), number: number, thisUpdate: thisUpdate, nextUpdate: nextUpdate, signer: signer,
            revocationList: Int(revocationList),
            files: files)
    }
}

extension RecordWriter {
    fileprivate mutating func write(_ stamp: FileStamp?) {
        write(UInt8(stamp == nil ? 0 : 1))
        guard let stamp else { return }
        write(stamp.inode)
        write(stamp.size)
        write(stamp.modified)
        write(stamp.changed)
    }

    fileprivate mutating func write(_ signer: ObjectVerdict.Signer) {
        write(signer.serialNumber)
        write(signer.notBefore)
        write(signer.notAfter)
        write(signer.excess)
        write(signer.nameEncoding.issuer)
        write(signer.nameEncoding.subject)
    }

    fileprivate mutating func write(_ verdict: ObjectVerdict) {
        switch verdict {
        case .refused(let error):
            write(UInt8(0))
            write(error.code.rawValue)
            write(error.rule.document)
            write(error.rule.section)
            write(Int64(error.offset ?? -1))
            write(error.detail)
        case .authority: write(UInt8(1))
        case .router(let signer, let keys):
            write(UInt8(2))
            write(signer)
            write(keys.asns)
            write(keys.subjectKeyIdentifier)
            write(octets: keys.subjectPublicKeyInfo)
        case .routeOrigins(let signer, let origins):
            write(UInt8(3))
            write(signer)
            write(origins.asn)
            write(count: origins.addresses.count)
            for address in origins.addresses {
                write(address.prefix.family.rawValue)
                write(address.prefix.length)
                write(address.maxLength)
                if address.prefix.family == .ipv4 {
                    write(address.prefix.address.ipv4Value)
                } else {
                    write(address.prefix.leftAlignedBits)
                }
            }
        case .providers(let signer, let providers):
            write(UInt8(4))
            write(signer)
            write(providers.customer)
            write(providers.providers)
        case .other(let signer):
            write(UInt8(5))
            write(signer)
        case .revocationList: write(UInt8(6))
        case .unknown: write(UInt8(7))
        }
    }

    private mutating func write(_ numbers: [UInt32]) {
        write(count: numbers.count)
        for number in numbers { write(number) }
    }
}

extension RecordReader {
    /// A stamp or none, distinguished from octets that cannot be read.
    fileprivate struct Stamp {
        let value: FileStamp?
    }

    fileprivate mutating func stamp() -> Stamp? {
        switch number(UInt8.self) {
        case 0: return Stamp(value: nil)
        case 1:
            guard let inode = number(UInt64.self), let size = number(Int64.self), let modified = number(Int64.self),
                let changed = number(Int64.self)
            else { return nil }
            return Stamp(value: FileStamp(inode: inode, size: size, modified: modified, changed: changed))
        default: return nil
        }
    }

    fileprivate mutating func signer() -> ObjectVerdict.Signer? {
        guard let serial = serialNumber(), let notBefore = date(), let notAfter = date(), let excess = text(),
            let issuer = number(Int32.self), let subject = number(Int32.self)
        else { return nil }
        return ObjectVerdict.Signer(
            serialNumber: serial, notBefore: notBefore, notAfter: notAfter, excess: excess,
            nameEncoding: NameEncoding(issuer: issuer, subject: subject))
    }

    fileprivate mutating func verdict() -> ObjectVerdict? {
        switch number(UInt8.self) {
        case 0:
            guard let code = text().flatMap(ObjectError.Code.init), let document = text(), let section = text(),
                let offset = number(Int64.self), let detail = text()
            else { return nil }
            return .refused(
                ObjectError(code, Rule(document, section), at: offset < 0 ? nil : Int(offset), detail))
        case 1: return .authority
        case 2:
            guard let signer = signer(), let asns = numbers(), let identifier = keyIdentifier(), let key = octets()
            else {
                return nil
            }
            return .router(
                signer,
                ObjectVerdict.RouterKeys(asns: asns, subjectKeyIdentifier: identifier, subjectPublicKeyInfo: key))
        case 3:
            guard let signer = signer(), let asn = number(UInt32.self), let addresses = addresses() else { return nil }
            return .routeOrigins(signer, ObjectVerdict.RouteOrigins(asn: asn, addresses: addresses))
        case 4:
            guard let signer = signer(), let customer = number(UInt32.self), let providers = numbers() else {
                return nil
            }
            return .providers(signer, ObjectVerdict.Providers(customer: customer, providers: providers))
        case 5: return signer().map(ObjectVerdict.other)
        case 6: return .revocationList
        case 7: return .unknown
        default: return nil
        }
    }

    private mutating func numbers() -> [UInt32]? {
        guard let count = count(ofSize: 4) else { return nil }
        var numbers: [UInt32] = []
        numbers.reserveCapacity(count)
        for _ in 0..<count {
            guard let next = number(UInt32.self) else { return nil }
            numbers.append(next)
        }
        return numbers
    }

    private mutating func addresses() -> [RouteOriginAuthorization.Address]? {
        guard let count = count(ofSize: 7) else { return nil }
        var addresses: [RouteOriginAuthorization.Address] = []
        addresses.reserveCapacity(count)
        for _ in 0..<count {
            guard let family = number(UInt8.self).flatMap(AddressFamily.init), let length = number(UInt8.self),
                let maxLength = number(UInt8.self), length <= maxLength, Int(maxLength) <= family.bitWidth
            else { return nil }
            let address: IPAddress
            switch family {
            case .ipv4:
                guard let value = number(UInt32.self) else { return nil }
                address = IPAddress(ipv4: value)
            case .ipv6:
                guard let value = number(UInt128.self) else { return nil }
                address = IPAddress(ipv6: value)
            }
            addresses.append(
                RouteOriginAuthorization.Address(
                    prefix: IPPrefix(truncating: address, length: Int(length)), maxLength: maxLength))
        }
        return addresses
    }
}
