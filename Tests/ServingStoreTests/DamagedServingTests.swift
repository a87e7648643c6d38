import Foundation
import GRDB
import RPKIToRouter
import SQLiteFile
import ServingStore
import TestSupport
import Testing
import ValidatedPayloads

@Suite("Values in serving.sqlite that cannot be are damage, never the end of the process") struct DamagedServingTests {
    private let folder = StoreFolder()

    private var path: String { folder.path + "/serving.sqlite" }

    private func fill() throws {
        let store = try PayloadStore.open(folder: folder.path).store
        let cache = RTRCache()
        for numbers in [[1, 2, 3, 5, 11], [2, 3, 4]] {
            let failure = cache.serve(.sample(numbers, expires: 5_000)) { update in
                try store.record(update, date: Date(timeIntervalSince1970: 1_000))
            }.failure
            if let failure { throw failure }
        }
        try store.close()
    }

    @Test("Each column, with each value: the file is set aside, and a new one is begun")
    func everyColumn() throws {
        try fill()
        let base = try Data(contentsOf: URL(fileURLWithPath: path))
        var damaged: Set<String> = []
        for (table, column) in try Corruption.columns(path) {
            for value in Corruption.values {
                for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                    try FileManager.default.removeItem(atPath: folder.path + "/" + name)
                }
                try base.write(to: URL(fileURLWithPath: path))
                guard try Corruption.set(table, column, to: value, in: path) else { continue }
                let what = "\(table).\(column) = \(value)"
                let opened = try PayloadStore.open(folder: folder.path)
                if case .damaged? = opened.damage {
                    damaged.insert(what)
                    #expect(opened.stored == nil)
                    #expect(FileManager.default.fileExists(atPath: path + ".damaged"))
                } else {
                    #expect(opened.damage == nil, "\(what)")
                }
                try opened.store.close()
            }
        }
        for what in [
            "served.serial = 'x'", "served.serial = -1", "served.date = NULL", "served.date = 9e999",
            "served.session0 = 9223372036854775807", "step.serial = 'x'", "base.octets = 'x'",
        ] {
            #expect(damaged.contains(what), "\(what) passed for sound")
        }
    }
}
