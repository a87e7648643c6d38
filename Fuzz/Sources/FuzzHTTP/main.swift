import Foundation
import FuzzDriver
@_spi(Fuzzing) import Node

// Targets, hosts, queries, headers and bodies of requests.
let status = fuzz { data, size in
    PayloadRequestFuzzing.check(octets(data, size))
    return 0
}
exit(status)
