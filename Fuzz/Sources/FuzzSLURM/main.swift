import Foundation
import FuzzDriver
import ValidatedPayloads

let status = fuzz { data, size in
    guard let file = try? SLURMFile(octets(data, size)) else { return 0 }
    let (set, _) = SLURM(file).applied(to: PayloadSet())
    // What a file adds is there, whatever it filters (RFC 8416 section 3.1).
    precondition(file.prefixAssertions.allSatisfy { set.vrps.contains($0.payload) })
    return 0
}
exit(status)
