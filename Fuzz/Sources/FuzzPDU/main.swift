import Foundation
import FuzzDriver
@_spi(Fuzzing) import RPKIToRouter

let status = fuzz { data, size in
    RTRFuzzing.check(octets(data, size))
    return 0
}
exit(status)
