internal import TextFormats

extension RPKIClientJSONLayout {
    /// The members of `metadata`, in rpki-client's order.
    func appendMetadata(to out: inout [UInt8]) {
        let run = statistics.run
        let total = statistics.total
        var members = Members()
        members.add("buildmachine", text: run.buildMachine)
        members.add("buildtime", time: generated)
        members.add("elapsedtime", run.elapsedSeconds)
        members.add("usertime", run.userSeconds)
        members.add("systemtime", run.systemSeconds)
        if let hashes = run.ccrHashes {
            members.add("ccr_mfts_hash", text: hashes.manifests)
            members.add("ccr_vrps_hash", text: hashes.vrps)
            members.add("ccr_vaps_hash", text: hashes.aspas)
            members.add("ccr_brks_hash", text: hashes.routerKeys)
            members.add("ccr_tas_hash", text: hashes.trustAnchors)
        }
        members.add("roas", total.roas)
        members.add("failedroas", total.failedROAs)
        members.add("invalidroas", total.invalidROAs)
        members.add("aspas", total.aspas)
        members.add("failedaspas", total.failedASPAs)
        members.add("invalidaspas", total.invalidASPAs)
        members.add("bgpsec_pubkeys", total.routerCertificates)
        members.add("certificates", total.certificates)
        members.add("invalidcertificates", total.failedCertificates)
        members.add("nonfunctionalcas", total.nonFunctionalCAs)
        members.add("taks", total.trustAnchorKeys)
        members.add("tals", run.talFiles.count - run.invalidTALs)
        members.add("invalidtals", run.invalidTALs)
        members.add("talfiles", texts: run.talFiles)
        members.add("manifests", total.manifests)
        members.add("failedmanifests", total.failedManifests)
        members.add("crls", total.crls)
        members.add("gbrs", total.ghostbusters)
        members.add("repositories", run.repositories)
        members.add("vrps", total.validPayloads.vrps)
        members.add("uniquevrps", total.finalPayloads.vrps)
        members.add("vsps", 0)
        members.add("uniquevsps", 0)
        members.add("vaps", total.validPayloads.aspas)
        members.add("uniquevaps", total.finalPayloads.aspas)
        members.add("cachedir_new_files", run.newFiles)
        members.add("cachedir_del_files", run.deletedFiles)
        members.add("cachedir_del_dirs", run.deletedDirectories)
        members.add("cachedir_superfluous_files", run.superfluousFiles)
        members.add("cachedir_del_superfluous_files", run.deletedSuperfluousFiles)
        out.append(contentsOf: members.bytes)
    }

    private struct Members {
        var bytes: [UInt8] = []

        private mutating func start(_ name: StaticString) {
            if !bytes.isEmpty { bytes.append(",\n") }
            bytes.append("\t\t\"")
            bytes.append(name)
            bytes.append("\": ")
        }

        mutating func add(_ name: StaticString, _ number: Int) {
            start(name)
            bytes.append(decimal: number)
        }

        mutating func add(_ name: StaticString, text: String) {
            start(name)
            bytes.append(jsonString: text)
        }

        mutating func add(_ name: StaticString, time: UnixTime) {
            start(name)
            bytes.append(UInt8(ascii: "\""))
            bytes.append(iso: time)
            bytes.append(UInt8(ascii: "\""))
        }

        mutating func add(_ name: StaticString, texts: [String]) {
            start(name)
            bytes.append("[\n")
            for (position, text) in texts.enumerated() {
                if position > 0 { bytes.append(",\n") }
                bytes.append("\t\t\t")
                bytes.append(jsonString: text)
            }
            bytes.append("\n\t\t]")
        }
    }
}
