/// The version of the program, as `--version` prints it and clients of the network name it.
enum ProgramVersion {
    static let current = "0.1.0"
}
