internal import ValidatedPayloads

extension PayloadDelta {
    /// The difference as octets.
    var encoded: [UInt8] {
        var writer = RecordWriter()
        func write<Payload>(_ payloads: [Payload], _ one: (inout RecordWriter, Payload) -> Void) {
            writer.write(payloads.count)
            for payload in payloads { one(&writer, payload) }
        }
        for list in [vrps.announced, vrps.withdrawn] { write(list) { $0.write($1) } }
        for list in [aspas.announced, aspas.withdrawn] { write(list) { $0.write($1) } }
        for list in [routerKeys.announced, routerKeys.withdrawn] { write(list) { $0.write($1) } }
        return writer.octets
    }

    init(decoding octets: [UInt8]) throws(RecordError) {
        self.init()
        var reader = RecordReader(octets)
        for _ in 0..<(try reader.count()) { vrps.announced.append(try reader.vrp()) }
        for _ in 0..<(try reader.count()) { vrps.withdrawn.append(try reader.vrp()) }
        for _ in 0..<(try reader.count()) { aspas.announced.append(try reader.aspa()) }
        for _ in 0..<(try reader.count()) { aspas.withdrawn.append(try reader.aspa()) }
        for _ in 0..<(try reader.count()) { routerKeys.announced.append(try reader.routerKey()) }
        for _ in 0..<(try reader.count()) { routerKeys.withdrawn.append(try reader.routerKey()) }
        guard reader.isAtEnd else { throw RecordError() }
    }
}
