// swift-tools-version: 6.2
import PackageDescription

// One executable a decoder. Build with Scripts/fuzz.sh: libFuzzer and the sanitizer come in by compiler flags, so that
// the Swift code of the main package is instrumented too and C dependencies are not.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// The DER reader is for the main package alone; to its fuzzer, and to no other, this package says it is the same one.
let folder = Context.packageDirectory.split(separator: "/").dropLast().last.map { $0.lowercased() } ?? "atalaya"
let samePackage: SwiftSetting = .unsafeFlags([
    "-package-name", String(folder.map { $0.isLetter || $0.isNumber ? $0 : "_" }),
])

func fuzzer(_ name: String, of module: String, extra: [SwiftSetting] = []) -> Target {
    .executableTarget(
        name: name,
        dependencies: ["FuzzDriver", .product(name: module, package: "atalaya")],
        swiftSettings: settings + extra
    )
}

let package = Package(
    name: "atalaya-fuzz",
    dependencies: [.package(name: "atalaya", path: "..")],
    targets: [
        .target(name: "CLibFuzzer"),
        .target(name: "FuzzDriver", dependencies: ["CLibFuzzer"], swiftSettings: settings),
        fuzzer("FuzzDER", of: "RPKIObjects", extra: [samePackage]),
        fuzzer("FuzzCertificate", of: "RPKIObjects"),
        fuzzer("FuzzCRL", of: "RPKIObjects"),
        fuzzer("FuzzManifest", of: "RPKIObjects"),
        fuzzer("FuzzROA", of: "RPKIObjects"),
        fuzzer("FuzzASPA", of: "RPKIObjects"),
        fuzzer("FuzzTAL", of: "RPKIObjects"),
        fuzzer("FuzzSLURM", of: "ValidatedPayloads"),
    ]
)
