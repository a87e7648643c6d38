import Testing
import ValidatedPayloads

@Suite("SkipList")
struct SkipListTests {
    static let file = """
        # not these
        RPKI.Example.net   # a host
        rsync://rpki.example.org/module/ca/
        rsync://rpki.example.org/module/a.cer
        https://Rrdp.example.org:8443/n.xml
        """

    @Test(
        "A host stands for all it serves, a directory for all below it, a URI for itself",
        arguments: [
            ("rsync://rpki.example.net/x/y.roa", true), ("https://rpki.example.net/n.xml", true),
            ("https://RPKI.EXAMPLE.NET:443/n.xml", true), ("rsync://rpki.example.net", true),
            ("rsync://sub.rpki.example.net/x", false), ("rsync://rpki.example.org/module/ca/b/c.roa", true),
            ("rsync://rpki.example.org/module/ca/", true), ("rsync://rpki.example.org/module/ca", true),
            ("RSYNC://rpki.example.org/module/ca/x", true), ("rsync://rpki.example.org/module/CA/x", false),
            ("rsync://rpki.example.org/module/cab/x", false), ("rsync://rpki.example.org/module/a.cer", true),
            ("rsync://rpki.example.org/module/a.cer2", false), ("https://rpki.example.org/module/a.cer", false),
            ("https://rrdp.example.org:8443/n.xml", true), ("https://rrdp.example.org/n.xml", false), ("", false),
            ("ftp://rpki.example.net/", false),
        ])
    func matches(uri: String, expected: Bool) throws {
        #expect(try SkipList(Array(Self.file.utf8)).matches(uri) == expected)
    }

    @Test("The empty list skips nothing")
    func empty() throws {
        #expect(try SkipList(Array("# nothing\n\n".utf8)).isEmpty)
        #expect(!SkipList().matches("rsync://a/b"))
    }

    @Test(
        "A line that is neither host nor URI refuses the file",
        arguments: [
            "two words", "http://a/", "rsync:///x", "rsync://a:x/y", "rsync://a/b c", "-a", ".a", "a/b", "a_b",
            "rsync://é/x",
        ])
    func refused(line: String) {
        let error = #expect(throws: LocalPolicyError.self) { try SkipList(Array("\n\(line)\n".utf8)) }
        #expect(error?.code == .invalidEntry)
        #expect(error?.line == 2)
    }
}
