@_spi(Fuzzing) import BGPMessages
import Foundation
import FuzzDriver

let status = fuzz { data, size in
    RouteFeedFuzzing.checkCapture(octets(data, size))
    return 0
}
exit(status)
