import BGPMessages
import Compression
import NumberResources
import Registries
import RouteSecurity
import RoutingMetrics
import TestSupport
import Testing

@Suite("Dumps of the RIS whois") struct RISWhoisReaderTests {
    private func read(_ text: String) throws -> ([RISWhoisReader.Row], RISWhoisReader.Report) {
        var rows: [RISWhoisReader.Row] = []
        var rest: [UInt8]? = Array(text.utf8)
        let report = try RISWhoisReader().read(chunks: {
            defer { rest = nil }
            return rest
        }) { row, _ in rows.append(row) }
        return (rows, report)
    }

    @Test("Rows, the time in the head, and what is no row") func rows() throws {
        let (rows, report) = try read(
            """
            %
            % This file was generated at Mon Mar  4 10:06:01 UTC 2019.
            % If this file is more than a day old, generated at Tue Jan  1 00:00:00 UTC 2030.

            1299\t192.0.2.0/24\t212
            {64496,64497}\t2001:db8::/32\t3
            64496\t192.0.2.1/24\t1
            64496 192.0.2.0/24 1
            x\t192.0.2.0/24\t1
            64496\t192.0.2.0/24\t

            """)
        #expect(rows.map(\.origin) == [1_299, nil])
        #expect(rows.map(\.peers) == [212, 3])
        #expect(rows[1].prefix == IPPrefix("2001:db8::/32"))
        #expect(report.generated?.iso == "2019-03-04T10:06:01Z")
        #expect(report.rowCount == 2)
        #expect(report.rejectedCount == 4)
        #expect(report.firstRejected == 7)
    }

    @Test(
        "A time that does not exist is none",
        arguments: [
            "% This file was generated at Mon Feb 30 10:06:01 UTC 2019.",
            "% This file was generated at Mon Mar  4 25:06:01 UTC 2019.", "% This file was generated at",
            "% generated at Mon Mar  4 10:06 UTC 2019.", "at Mon Mar  4 10:06:01 UTC 2019",
            "% at Mon Mar  4 -1:06:01 UTC 99999999999999999999",
        ])
    func times(line: String) throws {
        #expect(try read(line + "\n").1.generated == nil)
    }

    @Test("A dump is told from MRT by how it begins") func recognition() {
        #expect(RISWhoisReader.recognises(Array("%\n% x\n\n1299\t::/0\t2\n".utf8)))
        #expect(RISWhoisReader.recognises(Array("1299\t::/0\t2\n".utf8)))
        #expect(RISWhoisReader.recognises(Array("% x\n\n12".utf8)))
        #expect(!RISWhoisReader.recognises(Array("{\"a\": 1}\n".utf8)))
        #expect(!RISWhoisReader.recognises([0x4c, 0x2b, 0x6e, 0x0f, 0, 13, 0, 1, 0, 0, 0, 10]))
        #expect(!RISWhoisReader.recognises([]))
    }

    /// `zcat … | awk -F'\t' '/^[0-9]/{n++} /^\{/{s++} END{print n, s}'` gives the numbers.
    @Test(
        "The dump of 4 March 2019",
        .enabled(
            if: RegistryData.has("registry/riswhoisdump-20190304.IPv6.gz"), "../shared/data is absent"))
    func captured() throws {
        let bytes = try RegistryData.bytes("registry/riswhoisdump-20190304.IPv6.gz")
        var rest: [UInt8]? = bytes
        var octets = OctetStream {
            defer { rest = nil }
            return rest
        }
        var sets = 0
        let report = try RISWhoisReader().read(chunks: { try octets.next() }) { row, _ in
            if row.origin == nil { sets += 1 }
        }
        #expect(report.generated?.iso == "2019-03-04T10:06:01Z")
        #expect(report.rowCount - sets == 78_277)
        #expect(sets == 45)
        #expect(report.rejectedCount == 0)
    }

    @Test("A compressed file that breaks off is refused") func brokenOff() throws {
        // The first octets of a gzip member (RFC 1952) of stored blocks, and no end.
        var rest: [UInt8]? = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x00, 0x02, 0x00, 0xfd, 0xff, 0x31]
        var octets = OctetStream {
            defer { rest = nil }
            return rest
        }
        let error = #expect(throws: RegistryReadError.self) {
            try RISWhoisReader().read(chunks: { try octets.next() }) { _, _ in }
        }
        #expect(error?.code == .inputFailed)
    }
}
