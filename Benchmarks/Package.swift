// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "atalaya-benchmarks",
    dependencies: [
        .package(name: "atalaya", path: ".."),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .executableTarget(
            name: "atalaya-benchmarks",
            dependencies: [
                .product(name: "BGPMessages", package: "atalaya"),
                .product(name: "Fetching", package: "atalaya"),
                .product(name: "NumberResources", package: "atalaya"),
                .product(name: "RPKIObjects", package: "atalaya"),
                .product(name: "RPKIRepository", package: "atalaya"),
                .product(name: "RPKITesting", package: "atalaya"),
                .product(name: "RouteSecurity", package: "atalaya"),
                .product(name: "ValidatedPayloads", package: "atalaya"),
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ]
        ),
        // Alone, so that it is built without the rest.
        .executableTarget(
            name: "signature-floor",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
    ]
)
