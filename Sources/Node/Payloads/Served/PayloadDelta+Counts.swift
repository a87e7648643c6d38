package import ValidatedPayloads

extension PayloadDelta {
    package var announcedCount: Int { vrps.announced.count + aspas.announced.count + routerKeys.announced.count }

    package var withdrawnCount: Int { vrps.withdrawn.count + aspas.withdrawn.count + routerKeys.withdrawn.count }
}
