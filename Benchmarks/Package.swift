// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "atalaya-benchmarks",
    dependencies: [
        .package(name: "atalaya", path: "..")
    ],
    targets: [
        .executableTarget(
            name: "atalaya-benchmarks",
            dependencies: [
                .product(name: "BGPMessages", package: "atalaya"),
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
        )
    ]
)
