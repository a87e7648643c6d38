import Foundation
import TestSupport

/// A certification authority for HTTPS servers of tests, made with openssl.
package final class TestAuthority {
    /// Certificate and key of a server, PEM.
    package struct Server {
        package let certificate: String
        package let key: String

        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    private let folder: TemporaryFolder
    /// The authority's certificate, PEM.
    package let file: String

    package init() throws {
        folder = try TemporaryFolder()
        file = folder("ca.pem")
        try openssl("ecparam -genkey -name prime256v1 -noout -out ca.key")
        try openssl(
            "req -x509 -new -key ca.key -subj /CN=TestAuthority -days 30 -out ca.pem -addext "
                + "basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign")
    }

    /// A certificate for `name`, from now for `days` days; before today when negative.
    ///
    /// - Parameter alternative: the alternative names that it has in place of `name`, such as `IP:127.0.0.1`.
    package func server(
        _ name: String = "rpki.test", days: Int = 10, alternative: String? = nil
    ) throws -> Server {
        let stem = "server-\(UUID().uuidString)"
        try folder.write(
            Array("subjectAltName=\(alternative ?? "DNS:" + name)\nextendedKeyUsage=serverAuth\n".utf8),
            to: stem + ".ext")
        try openssl("ecparam -genkey -name prime256v1 -noout -out \(stem).key")
        try openssl("req -new -key \(stem).key -subj /CN=\(name) -out \(stem).csr")
        try openssl(
            "x509 -req -in \(stem).csr -CA ca.pem -CAkey ca.key -CAcreateserial -days \(days) -extfile \(stem).ext "
                + "-out \(stem).pem")
        return Server(certificate: folder(stem + ".pem"), key: folder(stem + ".key"))
    }

    private func openssl(_ arguments: String) throws {
        try LocalProgram.run("openssl", arguments.split(separator: " ").map(String.init), in: folder.path)
    }
}
