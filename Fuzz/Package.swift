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

func product(_ name: String) -> Target.Dependency {
    .product(name: name, package: "atalaya")
}

func fuzzer(_ name: String, of modules: String...) -> Target {
    .executableTarget(
        name: name,
        dependencies: ["FuzzDriver"] + modules.map(product),
        swiftSettings: settings
    )
}

let package = Package(
    name: "atalaya-fuzz",
    dependencies: [.package(name: "atalaya", path: "..")],
    targets: [
        .target(name: "CLibFuzzer"),
        .target(
            name: "FuzzDriver", dependencies: ["CLibFuzzer", product("RPKIObjects"), product("RPKITesting")],
            swiftSettings: settings),
        fuzzer("FuzzDER", of: "RPKIObjects"),
        fuzzer("FuzzBER", of: "RPKIObjects"),
        fuzzer("FuzzCertificate", of: "RPKIObjects"),
        fuzzer("FuzzCRL", of: "RPKIObjects"),
        fuzzer("FuzzManifest", of: "RPKIObjects", "RPKITesting"),
        fuzzer("FuzzROA", of: "NumberResources", "RPKIObjects", "RPKITesting"),
        fuzzer("FuzzASPA", of: "NumberResources", "RPKIObjects", "RPKITesting"),
        fuzzer("FuzzTAL", of: "RPKIObjects"),
        fuzzer("FuzzSLURM", of: "ValidatedPayloads"),
        fuzzer("FuzzPayloads", of: "ValidatedPayloads"),
        fuzzer("FuzzRRDP", of: "Fetching", "RPKIRepository"),
        fuzzer("FuzzPDU", of: "RPKIToRouter"),
        fuzzer("FuzzMRT", of: "BGPMessages"),
        fuzzer("FuzzUpdate", of: "BGPMessages"),
        fuzzer("FuzzBMP", of: "BGPMessages"),
        fuzzer("FuzzCapture", of: "BGPMessages"),
        fuzzer("FuzzRISLive", of: "BGPMessages"),
        fuzzer("FuzzEvent", of: "SecurityEvents"),
        fuzzer("FuzzDelegated", of: "Registries"),
        fuzzer("FuzzRPSL", of: "Registries"),
        fuzzer("FuzzWhois", of: "RoutingMetrics"),
        fuzzer("FuzzConfiguration", of: "ConfigurationKeys", "Node"),
        fuzzer("FuzzHTTP", of: "Node"),
        fuzzer("FuzzCCR", of: "RPKIValidation", "ValidatedPayloads"),
    ]
)
