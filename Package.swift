// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let libraries = [
    "TextFormats", "Compression", "ConfigurationKeys", "LocalFiles", "NumberResources", "RPKIObjects",
    "ValidatedPayloads", "PacketCaptures", "Registries", "BGPMessages", "Fetching", "SecurityEvents",
    "RPKIValidation", "RouteSecurity", "RoutingMetrics", "RPKIToRouter", "RPKIRepository", "SQLiteFile",
    "ServingStore", "Delivery", "DeliverySinks", "DeskStore", "Node", "RPKITesting", "Console",
]

let package = Package(
    name: "atalaya",
    products: [.executable(name: "atalaya", targets: ["atalaya"])]
        + libraries.map { .library(name: $0, targets: [$0]) },
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // Libraries. Docs/Architecture.md says on which floor each stands
        .target(name: "Compression", dependencies: ["CBZip2", "CZlib", "CZstd"], swiftSettings: strict),
        .target(name: "LocalFiles", swiftSettings: strict),
        .target(name: "TextFormats", swiftSettings: strict),
        .target(name: "NumberResources", swiftSettings: strict),
        .target(
            name: "SQLiteFile", dependencies: ["LocalFiles", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .target(
            name: "RPKIObjects",
            dependencies: [
                "NumberResources", "TextFormats",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(name: "ValidatedPayloads", dependencies: ["NumberResources", "TextFormats"], swiftSettings: strict),
        .target(
            name: "Fetching",
            dependencies: [
                "Compression", "NumberResources", "TextFormats",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "ConfigurationKeys",
            dependencies: ["LocalFiles", "NumberResources", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(name: "Registries", dependencies: ["NumberResources", "TextFormats"], swiftSettings: strict),
        .target(name: "PacketCaptures", dependencies: ["NumberResources"], swiftSettings: strict),
        .target(
            name: "BGPMessages",
            dependencies: ["Compression", "NumberResources", "PacketCaptures", "TextFormats"],
            swiftSettings: strict),
        .target(
            name: "SecurityEvents",
            dependencies: ["NumberResources", "TextFormats", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict
        ),
        .target(
            name: "RouteSecurity",
            dependencies: [
                "BGPMessages", "NumberResources", "Registries", "SecurityEvents", "ValidatedPayloads",
            ],
            swiftSettings: strict
        ),
        .target(
            name: "RoutingMetrics",
            dependencies: [
                "BGPMessages", "NumberResources", "Registries", "RouteSecurity", "SecurityEvents", "TextFormats",
                "ValidatedPayloads",
            ],
            swiftSettings: strict
        ),
        .target(
            name: "RPKIValidation",
            dependencies: [
                "LocalFiles", "NumberResources", "RPKIObjects", "TextFormats", "ValidatedPayloads",
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "RPKIToRouter",
            dependencies: [
                "Fetching", "NumberResources", "TextFormats", "ValidatedPayloads",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Access",
            dependencies: [
                "SecurityEvents", "TextFormats",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "RPKIRepository",
            dependencies: [
                "CLibXML2", "Fetching", "LocalFiles", "NumberResources", "RPKIObjects", "RPKIValidation",
                "SQLiteFile", "TextFormats",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "ServingStore",
            dependencies: [
                "LocalFiles", "NumberResources", "RPKIToRouter", "SQLiteFile", "ValidatedPayloads",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Delivery", dependencies: ["NumberResources", "SecurityEvents", "TextFormats"], swiftSettings: strict),
        .target(
            name: "DeliverySinks",
            dependencies: [
                "Delivery", "Fetching", "LocalFiles", "TextFormats",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "DeskStore",
            dependencies: [
                "Access", "Delivery", "LocalFiles", "SQLiteFile",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "HTTPService",
            dependencies: [
                "Access", "Compression", "Fetching", "NumberResources", "SecurityEvents", "TextFormats",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Console",
            dependencies: [
                "Access", "HTTPService", "NumberResources", "SecurityEvents", "TextFormats",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Node",
            dependencies: [
                "Access", "BGPMessages", "CCrashMark", "CEarlySignals", "CTimex", "Compression", "ConfigurationKeys",
                "Console", "Delivery", "DeliverySinks", "DeskStore", "Fetching", "HTTPService", "LocalFiles",
                "NumberResources", "RPKIObjects", "RPKIRepository", "RPKIToRouter", "RPKIValidation", "Registries",
                "RouteSecurity", "RoutingMetrics", "SQLiteFile", "SecurityEvents", "ServingStore", "TextFormats",
                "ValidatedPayloads",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "atalaya",
            dependencies: [
                "Access", "BGPMessages", "Compression", "ConfigurationKeys", "DemoEconomy", "DeskStore", "Fetching",
                "LocalFiles", "Node", "NumberResources", "RPKIObjects", "RPKIRepository", "RPKITesting",
                "RPKIToRouter", "RPKIValidation", "Registries", "RouteSecurity", "RoutingMetrics", "SQLiteFile",
                "SecurityEvents", "TextFormats", "ValidatedPayloads",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        // Handlers of signals, which have to be C
        .target(name: "CCrashMark"),
        .target(name: "CEarlySignals"),
        // System libraries
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CBZip2", providers: [.apt(["libbz2-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CTimex"),
        // For tests, benchmarks and the example repository
        .target(
            name: "RPKITesting",
            dependencies: [
                "NumberResources", "RPKIObjects", "TextFormats",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        // The invented economy of the demo
        .target(
            name: "DemoEconomy",
            dependencies: ["BGPMessages", "NumberResources", "RPKITesting", "RouteSecurity", "TextFormats"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConfigurationKeysTests", dependencies: ["ConfigurationKeys", "NumberResources", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "CompressionTests", dependencies: ["Compression"], swiftSettings: strict),
        .testTarget(name: "LocalFilesTests", dependencies: ["LocalFiles", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "CCrashMarkTests", dependencies: ["CCrashMark"], swiftSettings: strict),
        .testTarget(
            name: "CEarlySignalsTests", dependencies: ["CEarlySignals"], swiftSettings: strict),
        .testTarget(
            name: "SQLiteFileTests",
            dependencies: ["SQLiteFile", .product(name: "GRDB", package: "GRDB.swift")], swiftSettings: strict),
        .testTarget(name: "TextFormatsTests", dependencies: ["TextFormats"], swiftSettings: strict),
        .testTarget(
            name: "NumberResourcesTests", dependencies: ["NumberResources", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "RPKIObjectsTests",
            dependencies: ["NumberResources", "RPKIObjects", "RPKITesting", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ValidatedPayloadsTests",
            dependencies: ["NumberResources", "TestSupport", "ValidatedPayloads"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FetchingTests",
            dependencies: [
                "Fetching", "LocalServers", "NumberResources", "TestSupport",
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PacketCapturesTests", dependencies: ["NumberResources", "PacketCaptures", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "RegistriesTests", dependencies: ["NumberResources", "Registries", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "BGPMessagesTests",
            dependencies: ["BGPMessages", "Compression", "NumberResources", "PacketCaptures", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SecurityEventsTests", dependencies: ["NumberResources", "SecurityEvents", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "AccessTests", dependencies: ["Access", "SecurityEvents", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "RouteSecurityTests",
            dependencies: [
                "BGPMessages", "NumberResources", "Registries", "RouteSecurity", "SecurityEvents", "TestSupport",
                "ValidatedPayloads",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RoutingMetricsTests",
            dependencies: [
                "BGPMessages", "Compression", "NumberResources", "Registries", "RouteSecurity", "RoutingMetrics",
                "SecurityEvents", "TestSupport", "ValidatedPayloads",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RPKIValidationTests",
            dependencies: [
                "LocalFiles", "NumberResources", "RPKIObjects", "RPKITesting", "RPKIValidation", "TestSupport",
                "TextFormats", "ValidatedPayloads",
            ],
            swiftSettings: strict
        ),
        // What tests of several targets need: folders, small disks, repeatable chance, damaged databases, data of others
        .target(
            name: "TestSupport", dependencies: ["ConfigurationKeys", .product(name: "GRDB", package: "GRDB.swift")],
            path: "Tests/TestSupport", swiftSettings: strict),
        // Real servers on loopback, for tests
        .target(
            name: "LocalServers",
            dependencies: [
                "Fetching", "NumberResources", "RPKIObjects", "RPKIRepository", "RPKITesting", "TestSupport",
            ],
            path: "Tests/LocalServers", swiftSettings: strict),
        // The hostile repository of Scripts/bench-siege.py
        .executableTarget(
            name: "siege", dependencies: ["LocalServers"], path: "Tests/Siege", swiftSettings: strict),
        // The node that imports meanwhile, of Scripts/bench-import.py
        .executableTarget(
            name: "desk-import",
            dependencies: ["ConfigurationKeys", "DeskStore", "Node", .product(name: "Logging", package: "swift-log")],
            path: "Tests/DeskImport", swiftSettings: strict),
        .testTarget(
            name: "RPKIRepositoryTests",
            dependencies: [
                "CLibXML2", "Fetching", "LocalFiles", "LocalServers", "NumberResources", "RPKIObjects",
                "RPKIRepository", "RPKITesting", "RPKIValidation", "SQLiteFile", "TestSupport", "ValidatedPayloads",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RPKIToRouterTests",
            dependencies: [
                "NumberResources", "RPKIToRouter", "TestSupport", "ValidatedPayloads",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ServingStoreTests",
            dependencies: [
                "NumberResources", "RPKIToRouter", "SQLiteFile", "ServingStore", "TestSupport", "ValidatedPayloads",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "DeliveryTests", dependencies: ["Delivery"], swiftSettings: strict),
        .testTarget(
            name: "DeliverySinksTests",
            dependencies: [
                "Delivery", "DeliverySinks", "DeskStore", "Fetching", "LocalServers", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DeskStoreTests",
            dependencies: [
                "Access", "Delivery", "DeskStore", "LocalFiles", "SQLiteFile", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HTTPServiceTests",
            dependencies: [
                "Access", "Fetching", "HTTPService", "LocalServers", "NumberResources", "SecurityEvents",
                "TestSupport", "TextFormats",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConsoleTests", dependencies: ["Console"], swiftSettings: strict),
        .testTarget(
            name: "NodeTests",
            dependencies: [
                "Access", "BGPMessages", "ConfigurationKeys", "Console", "Delivery", "DeliverySinks", "DeskStore",
                "Fetching", "HTTPService", "LocalFiles", "LocalServers", "Node", "NumberResources", "RPKIObjects",
                "RPKIRepository", "RPKITesting", "RPKIToRouter", "RPKIValidation", "Registries", "RouteSecurity",
                "SQLiteFile", "SecurityEvents", "ServingStore", "TestSupport", "TextFormats", "ValidatedPayloads",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RPKITestingTests",
            dependencies: ["NumberResources", "RPKIObjects", "RPKITesting"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DemoEconomyTests",
            dependencies: [
                "BGPMessages", "DemoEconomy", "NumberResources", "RPKITesting", "Registries", "RouteSecurity",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "atalayaTests",
            dependencies: [
                "LocalServers", "RPKIObjects", "RPKIRepository", "atalaya", "NumberResources", "RPKITesting",
                "TestSupport",
            ],
            swiftSettings: strict
        ),
    ]
)
