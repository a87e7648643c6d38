internal import ArgumentParser
@main struct Atalaya: ParsableCommand {}
