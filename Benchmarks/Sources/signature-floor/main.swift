import Crypto
import CryptoExtras
import Foundation

// The time that verifying signatures takes alone: signature-floor VERIFICATIONS KEYS
//
// Makes KEYS public keys of RSA with 2,048 bits from their numbers, and verifies VERIFICATIONS signatures of digests with them,
// one after another. Prints the user and system time that this took, in seconds.

guard CommandLine.arguments.count == 3, let verifications = Int(CommandLine.arguments[1]),
    let keys = Int(CommandLine.arguments[2]), keys > 0, verifications > 0
else {
    FileHandle.standardError.write(Data("usage: signature-floor VERIFICATIONS KEYS\n".utf8))
    exit(2)
}

func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// A key and what it has signed.
struct Sample {
    let n: [UInt8]
    let e: [UInt8]
    let digest: SHA256Digest
    let signature: [UInt8]

    init(_ number: Int) throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let primitives = try key.publicKey.getKeyPrimitives()
        (n, e) = (Array(primitives.modulus), Array(primitives.publicExponent))
        digest = SHA256.hash(data: Data("\(number)".utf8))
        signature = Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
    }
}

let samples = try (0..<16).map(Sample.init)
let start = processorTime()
var key: _RSA.Signing.PublicKey?
var made = 0
for number in 0..<verifications {
    // Keys are spread evenly: an end entity's key verifies one signature, a CA's many.
    let due = (number + 1) * keys / verifications
    if key == nil || made < due {
        let sample = samples[made % samples.count]
        key = try _RSA.Signing.PublicKey(n: sample.n, e: sample.e)
        made += 1
    }
    let sample = samples[(made - 1) % samples.count]
    let signature = _RSA.Signing.RSASignature(rawRepresentation: sample.signature)
    guard key?.isValidSignature(signature, for: sample.digest, padding: .insecurePKCS1v1_5) == true else {
        FileHandle.standardError.write(Data("signature-floor: a signature is not valid\n".utf8))
        exit(1)
    }
}
print(String(format: "%.3f", processorTime() - start))
