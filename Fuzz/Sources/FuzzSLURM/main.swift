import Foundation
import FuzzDriver
import ValidatedPayloads

let status = fuzz { data, size in
    _ = try? SLURM(decoding: octets(data, size))
    return 0
}
exit(status)
