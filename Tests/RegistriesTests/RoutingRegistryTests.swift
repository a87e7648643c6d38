import NumberResources
import Registries
import Testing

private func file(_ text: String) throws -> RoutingRegistryFile {
    try RoutingRegistryReader().read(Array(text.utf8))
}

@Suite("Dumps of routing registries") struct RoutingRegistryTests {
    @Test("route, route6 and aut-num objects are read, others passed over") func objects() throws {
        let dump = try file(
            """
            #
            # The contents of this file are subject to
            #

            mntner:         MAINT-EXAMPLE
            descr:          origin: AS1
            route:          10.0.0.0/8

            route:          192.0.2.0/24   # a comment
            descr:          Example\r
            ORIGIN:         as64496        # another
            mnt-by:         MAINT-EXAMPLE
            source:         RADB # Filtered

            % between objects
            route6:         2001:db8::/32
            origin:
                            AS64497
            source:         ripe



            aut-num:        AS64496
            import:         from AS1 accept ANY
            mp-export:      to AS1 announce AS64496
            admin-c:        EX1-RIPE
            source:         RIPE

            aut-num:        AS64497
            import:         from AS1 accept ANY
            """)
        #expect(dump.routeCount == 2)
        #expect(dump.objectCount == 5)
        #expect(dump.rejectionCounts.isEmpty)
        let objects = RouteObjects([dump])
        #expect(objects.sources == ["RADB", "RIPE"])
        #expect(objects.match(of: IPPrefix("192.0.2.0/24")!, origin: 64_496) == .exact)
        #expect(objects.match(of: IPPrefix("192.0.2.0/25")!, origin: 64_496) == .covering)
        #expect(objects.match(of: IPPrefix("192.0.0.0/16")!, origin: 64_496) == nil)
        #expect(objects.match(of: IPPrefix("192.0.2.0/24")!, origin: 64_497) == nil)
        #expect(objects.match(of: IPPrefix("2001:db8:1::/48")!, origin: 64_497) == .covering)
        #expect(objects.sources(of: IPPrefix("2001:db8::/32")!, origin: 64_497) == ["RIPE"])
        let policies = RoutingPolicies([dump])
        #expect(policies.registration(of: 64_496) == [.imports, .exports, .contact])
        #expect(policies.registration(of: 64_497) == .imports)
        #expect(policies.registration(of: 64_498) == nil)
    }

    @Test(
        "Values go on over lines that begin with a blank, a tab or +",
        arguments: ["origin:\n AS64496", "origin:\n\tAS64496", "origin:\n+AS64496", "origin:\n+\n+ AS64496 # x"])
    func continuation(origin: String) throws {
        let objects = RouteObjects([try file("route: 192.0.2.0/24\n\(origin)\nsource: X\n")])
        #expect(objects.match(of: IPPrefix("192.0.2.0/24")!, origin: 64_496) == .exact)
    }

    @Test(
        "An object that is damaged is counted, its neighbours are taken",
        arguments: [
            ("route: 192.0.2/24\norigin: AS1", .invalidPrefix), ("route: 192.0.2.0\norigin: AS1", .invalidPrefix),
            ("route: 192.0.2.1/24\norigin: AS1", .hostBits), ("route: 2001:db8::/32\norigin: AS1", .wrongFamily),
            ("route6: 192.0.2.0/24\norigin: AS1", .wrongFamily), ("route: 192.0.2.0/24\ndescr: x", .missingOrigin),
            ("route: 192.0.2.0/24\norigin: AS1 AS2", .invalidOrigin),
            ("route: 192.0.2.0/24\norigin: AS4294967296", .invalidOrigin),
            ("route: 192.0.2.0/24\norigin: AS1\norigin: AS2", .duplicateOrigin),
            ("aut-num: ASX\nimport: y", .invalidASN),
        ] as [(String, RoutingRegistryFile.Rejection.Code)])
    func damaged(object: String, code: RoutingRegistryFile.Rejection.Code) throws {
        let dump = try file("route: 10.0.0.0/8\norigin: AS9\n\n\(object)\n\nroute: 11.0.0.0/8\norigin: AS9\n")
        #expect(dump.rejectionCounts == [code: 1])
        #expect(dump.rejections.map(\.line) == [4])
        #expect(dump.routeCount == 2)
    }

    @Test("An object with a line that is too long is not taken") func longLine() throws {
        let long = String(repeating: "x", count: 70_000)
        let dump = try file("route: 10.0.0.0/8\ndescr: \(long)\norigin: AS9\n\nroute: 11.0.0.0/8\norigin: AS9\n")
        #expect(dump.rejectionCounts == [.lineTooLong: 1])
        #expect(dump.routeCount == 1)
    }

    @Test("Octets that are no UTF-8 harm nothing") func octets() throws {
        var bytes = Array("route: 10.0.0.0/8\ndescr: ".utf8) + [0xe9, 0xff, 0x00, 0x80]
        bytes += Array("\norigin: AS9\nsource: ".utf8) + [0xff] + Array("\n\nroute: 11.0.0.0/8\norigin: AS9\n".utf8)
        let dump = try RoutingRegistryReader().read(bytes)
        #expect(dump.routeCount == 2)
        #expect(RouteObjects([dump]).sources == ["", "\u{fffd}"])
    }

    @Test("A withdrawn object counts no more") func withdrawn() throws {
        let dump = try file("route: 10.0.0.0/8\norigin: AS9\nwithdrawn: 19990101\nsource: X\n")
        #expect(dump.routeCount == 0)
        #expect(dump.withdrawnCount == 1)
    }

    @Test("Several registries answer together, whatever their order") func several() throws {
        let one = try file("route: 10.0.0.0/8\norigin: AS9\nsource: RADB\n")
        let two = try file(
            "route: 10.0.0.0/8\norigin: AS9\nsource: ALTDB\n\nroute: 10.0.0.0/8\norigin: AS8\nsource: X\n")
        for files in [[one, two], [two, one]] {
            let objects = RouteObjects(files)
            #expect(objects.count == 3)
            #expect(objects.sources(of: IPPrefix("10.0.0.0/8")!, origin: 9) == ["ALTDB", "RADB"])
        }
    }

    @Test("A file of something else is refused, limits are named") func refusals() throws {
        for text in ["", "\n\n", "{\"roas\": []}", "a|b|c\n"] {
            let error = #expect(throws: RegistryReadError.self) { try file(text) }
            #expect(error?.code == .unknownFormat)
        }
        var reader = RoutingRegistryReader()
        reader.limits.routeObjects = 1
        let two = "route: 10.0.0.0/8\norigin: AS9\n\nroute: 11.0.0.0/8\norigin: AS9\n"
        let error = #expect(throws: RegistryReadError.self) { try reader.read(Array(two.utf8)) }
        #expect(error?.code == .limitExceeded)
    }
}
