import ConfigurationKeys
import NumberResources
import Testing

@testable import Node

@Suite("Sockets that listen, as Linux lists them") struct ListeningSocketsTests {
    @Test(
        "Of a table, those that listen, with address, port and inode",
        .enabled(if: 1.littleEndian == 1, "little-endian"))
    func table() {
        let four = ListeningSockets(
            table: """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:2084 00000000:0000 0A 00000000:00000000 00:00000000 00000000   999        0 4711 1 0 100 0 0 10 0
                   1: 0100007F:2084 0100007F:9C40 01 00000000:00000000 00:00000000 00000000   999        0 4712 1 0 20 4 30 10 -1
                   2: garbage
                """)
        #expect(four.sockets == [.init(address: IPAddress(ipv4: 0x7f00_0001), port: 8324, inode: 4711)])
        let six = ListeningSockets(
            table: """
                  sl  local_address                         remote_address                        st
                   0: B80D0120000000000000000001000000:0143 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 99 1 0 100 0 0 10 0
                """)
        #expect(six.sockets.map { "\($0.address)" } == ["2001:db8::1"])
        #expect(six.sockets.map(\.port) == [323])
    }

    @Test("The process that has a file for itself")
    func holder() {
        let locks = """
            1: POSIX  ADVISORY  READ 5150 fe:00:6458505 128 128
            2: FLOCK  ADVISORY  WRITE 5151 fe:00:6458502 0 EOF
            3: -> FLOCK  ADVISORY  WRITE 5152 fe:00:6458502 0 EOF
            """
        #expect(ListeningSockets.holder(of: 6_458_502, locks: locks) == 5151)
        #expect(ListeningSockets.holder(of: 6_458_505, locks: locks) == nil)
    }

    @Test("An address of this machine is free, one of another is not here")
    func attempts() {
        #expect(ListenAttempt(ListenAddress(host: "127.0.0.1", port: 0)) == .free)
        #expect(ListenAttempt(ListenAddress(host: "192.0.2.77", port: 0)) == .notHere)
    }
}
