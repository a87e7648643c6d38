import BGPMessages

enum FeedSuite {
    /// An UPDATE of one prefix over a path of twelve, as RIS Live sends it: 590 octets with the BGP message.
    private static func line(_ number: Int, hasRaw: Bool) -> [UInt8] {
        let raw =
            "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF005B020000004040010100400232020C00002DBC00007D61000005130000CC600004036100"
            + "0403610004036100040361000403610000CF01000418C1000418C14003044816DF09172DA1C0"
        let message = """
            {"type":"ris_message","data":{"timestamp":1553627987.89,"peer":"72.22.223.9","peer_asn":"11708",\
            "id":"72.22.223.9-1553627987.89-\(number)",\(hasRaw ? "\"raw\":\"\(raw)\"," : "")"host":"rrc00",\
            "type":"UPDATE","path":[11708,32097,1299,52320,263009,263009,263009,263009,263009,52993,268481,268481],\
            "community":[[11708,100],[3356,100],[1299,20000]],"origin":"igp",\
            "announcements":[{"next_hop":"72.22.223.9","prefixes":["45.161.192.0/23"]}]}}

            """
        return Array(message.utf8)
    }

    /// Route Monitoring of one prefix over a path of five, 126 octets.
    private static func routeMonitoring(_ number: Int) -> [UInt8] {
        func big(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
        var attributes: [UInt8] = [0x40, 1, 1, 0, 0x40, 2, 22, 2, 5]
        for asn in [64_500, 174, 3_356, 1_299, 64_501] as [UInt32] { attributes += big(asn) }
        attributes += [0x40, 3, 4, 192, 0, 2, 1, 0xc0, 8, 12] + big(1) + big(2) + big(3)
        let nlri = [24, UInt8(number >> 16 & 0xff), UInt8(number >> 8 & 0xff), UInt8(number & 0xff)]
        var update = [UInt8](repeating: 0xff, count: 16) + [0, UInt8(23 + attributes.count + nlri.count), 2, 0, 0, 0]
        update += [UInt8(attributes.count)] + attributes + nlri
        var message: [UInt8] = [3] + big(UInt32(48 + update.count)) + [0, 0, 0] + [UInt8](repeating: 0, count: 20)
        message += [192, 0, 2, UInt8(number % 20)] + big(UInt32(64_500 + number % 20)) + big(7)
        return message + big(1_700_000_000) + big(0) + update
    }

    static func benchmarks() -> [Benchmark] {
        let now = BGPTime(seconds: 1_700_000_000)
        let withRaw = (0..<20_000).map { line($0, hasRaw: true) }
        let fieldsOnly = (0..<20_000).map { line($0, hasRaw: false) }
        let monitoring = (0..<100_000).map(routeMonitoring)
        func read(_ messages: ArraySlice<[UInt8]>) -> UInt64 {
            var stream = RISLiveStream()
            stream.connected(at: now)
            return UInt64(stream.receive(messages.flatMap { $0 }, at: now).count)
        }
        return [
            Benchmark("RIS Live message with fields and raw", operations: withRaw.count, batch: 1_000) {
                read(withRaw[$0])
            },
            Benchmark("RIS Live message with fields", operations: fieldsOnly.count, batch: 1_000) {
                read(fieldsOnly[$0])
            },
            Benchmark("BMP Route Monitoring of one route", operations: monitoring.count, batch: 4_000) {
                var session = BMPSession()
                return UInt64(session.receive(monitoring[$0].flatMap { $0 }, at: now).count)
            },
        ]
    }
}
