import RPKIObjects
import Testing

@Suite struct RsyncURITests {
    @Test(
        "A URI stands for one place: its host in lower case, its path as it is",
        arguments: [
            ("rsync://rpki.example.net/module/ca/a.roa", "rpki.example.net/module/ca/a.roa", "a.roa"),
            ("RSYNC://RPKI.Example.NET/Module/A.roa", "rpki.example.net/Module/A.roa", "A.roa"),
            ("rsync://host/module", "host/module", "module"), ("rsync://host/module/", "host/module/", ""),
            ("rsync://[2001:db8::1]:873/m/x", "[2001:db8::1]:873/m/x", "x"), ("rsync://h/m/.x", "h/m/.x", ".x"),
            ("rsync://h/m/...", "h/m/...", "..."), ("rsync://h/m/a@b", "h/m/a@b", "a@b"),
        ])
    func good(_ text: String, _ path: String, _ name: String) throws {
        let uri = try #require(RsyncURI(text))
        #expect(uri.relativePath == path)
        #expect(uri.description == "rsync://" + path)
        #expect(uri.fileName == name)
        #expect(uri.isDirectory == text.hasSuffix("/"))
        #expect(uri.asDirectory.hasSuffix("/"))
    }

    @Test(
        "No URI leads out of its folder, and none is anything else than rsync's",
        arguments: [
            "", "rsync://", "rsync:///", "rsync://host", "rsync://host/", "rsync://host//", "rsync:///m/x",
            "rsync://h/m//x",
            "rsync://h/m/x//", "rsync://h/../x", "rsync://h/m/..", "rsync://h/m/../x", "rsync://h/m/./x",
            "rsync://h/./",
            "rsync://../m/x", "rsync://.h/m/x", "rsync://user@h/m/x", "rsync://h/m/a b", "rsync://h/m/a\\b",
            "rsync://h/m/a\nb", "rsync://h/m/\u{7f}", "rsync://h/m/é", "rsync://h\u{0}/m/x", "https://h/m/x",
            " rsync://h/m/x", "rsync//h/m/x", "rsync://" + String(repeating: "a", count: 2040) + "/x",
        ])
    func bad(_ text: String) {
        #expect(RsyncURI(text) == nil)
    }

    @Test("At most 2,048 octets")
    func long() {
        let prefix = "rsync://h/m/"
        #expect(RsyncURI(prefix + String(repeating: "a", count: 2048 - prefix.count)) != nil)
        #expect(RsyncURI(prefix + String(repeating: "a", count: 2049 - prefix.count)) == nil)
    }

    @Test("Directory and file name make up the URI again")
    func parts() throws {
        let uri = try #require(RsyncURI("rsync://h/m/ca/a.roa"))
        #expect(uri.directory == "rsync://h/m/ca/")
        #expect(uri.host == "h")
        let folder = try #require(RsyncURI(uri.directory))
        #expect(folder.appending(fileName: uri.fileName) == uri)
        let bare = try #require(RsyncURI("rsync://h/m/ca"))
        #expect(bare.appending(fileName: "a.roa") == uri)
    }
}
