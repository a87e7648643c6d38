// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "atalaya",
    products: [
        .executable(name: "atalaya", targets: ["atalaya"]),
        .library(name: "NumberResources", targets: ["NumberResources"]),
        .library(name: "RPKIObjects", targets: ["RPKIObjects"]),
        .library(name: "ValidatedPayloads", targets: ["ValidatedPayloads"]),
        .library(name: "RPKIValidation", targets: ["RPKIValidation"]),
        .library(name: "RPKIRepository", targets: ["RPKIRepository"]),
        .library(name: "RPKITesting", targets: ["RPKITesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Floor 1
        .target(name: "NumberResources", swiftSettings: strict),
        // Floor 2
        .target(
            name: "RPKIObjects",
            dependencies: [
                "NumberResources",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(name: "ValidatedPayloads", dependencies: ["NumberResources"], swiftSettings: strict),
        // Floor 3
        .target(
            name: "RPKIValidation",
            dependencies: [
                "NumberResources", "RPKIObjects", "ValidatedPayloads",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        // Floor 4
        .target(
            name: "RPKIRepository",
            dependencies: [
                "NumberResources", "RPKIObjects", "RPKIValidation",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        // Floor 6
        .executableTarget(
            name: "atalaya",
            dependencies: [
                "NumberResources", "RPKIObjects", "RPKIRepository", "RPKITesting", "RPKIValidation",
                "ValidatedPayloads",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        // For tests, benchmarks and the example repository
        .target(
            name: "RPKITesting",
            dependencies: [
                "NumberResources", "RPKIObjects",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "NumberResourcesTests", dependencies: ["NumberResources"], swiftSettings: strict),
        .testTarget(
            name: "RPKIObjectsTests",
            dependencies: ["NumberResources", "RPKIObjects", "RPKITesting"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ValidatedPayloadsTests",
            dependencies: ["NumberResources", "ValidatedPayloads"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RPKIValidationTests",
            dependencies: ["NumberResources", "RPKIObjects", "RPKITesting", "RPKIValidation", "ValidatedPayloads"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RPKIRepositoryTests",
            dependencies: ["RPKIObjects", "RPKIRepository", "RPKITesting", "RPKIValidation"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RPKITestingTests",
            dependencies: ["NumberResources", "RPKIObjects", "RPKITesting"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "atalayaTests",
            dependencies: ["atalaya", "NumberResources", "RPKITesting"],
            swiftSettings: strict
        ),
    ]
)
