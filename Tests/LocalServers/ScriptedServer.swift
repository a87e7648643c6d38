import Foundation
import Glibc
import Synchronization

/// A server on a free port of the loopback interface that does to each connection what a test says, without TLS.
package final class ScriptedServer: Sendable {
    package enum Step: Sendable {
        /// Waits for the empty line after a request.
        case readRequest
        case send(String)
        case octets([UInt8])
        /// Sends so many octets, each after so many milliseconds, as long as the other side takes them.
        case drip(Int, milliseconds: UInt32)
        /// Waits until the other side closes, or the server stops.
        case hang
    }

    package let port: Int
    private let listener: Int32
    private let isStopped = Mutex(false)
    private let accepted = Mutex(0)
    private let received = Mutex("")

    /// How many have connected.
    package var connections: Int { accepted.withLock { $0 } }
    /// What came in the requests that were read.
    package var requests: String { received.withLock { $0 } }

    package init(_ steps: [Step]) throws {
        (listener, port) = try LocalPort.listen()
        Thread.detachNewThread { [self] in
            while !isStopped.withLock({ $0 }) {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                accepted.withLock { $0 += 1 }
                Thread.detachNewThread { [self] in
                    for step in steps where !isStopped.withLock({ $0 }) { perform(step, connection) }
                    close(connection)
                }
            }
            close(listener)
        }
    }

    package func uri(_ path: String) -> String {
        "http://127.0.0.1:\(port)/\(path)"
    }

    package func stop() {
        isStopped.withLock { $0 = true }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func perform(_ step: Step, _ connection: Int32) {
        switch step {
        case .readRequest:
            var request: [UInt8] = []
            while !request.suffix(4).elementsEqual("\r\n\r\n".utf8), let octet = receive(connection) {
                request.append(octet)
            }
            received.withLock { $0 += String(decoding: request, as: UTF8.self) }
        case .send(let text):
            _ = transmit(connection, Array(text.utf8))
        case .octets(let octets):
            _ = transmit(connection, octets)
        case .drip(let count, let milliseconds):
            for _ in 0..<count where !isStopped.withLock({ $0 }) {
                guard transmit(connection, [0x20]) else { return }
                usleep(milliseconds * 1000)
            }
        case .hang:
            while !isStopped.withLock({ $0 }), receive(connection) != nil {}
        }
    }

    /// One octet; `nil` when the other side has closed or the server stops.
    private func receive(_ connection: Int32) -> UInt8? {
        while !isStopped.withLock({ $0 }) {
            var waiting = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 50) > 0 else { continue }
            var octet: UInt8 = 0
            return recv(connection, &octet, 1, 0) == 1 ? octet : nil
        }
        return nil
    }

    private func transmit(_ connection: Int32, _ octets: [UInt8]) -> Bool {
        Glibc.send(connection, octets, octets.count, Int32(MSG_NOSIGNAL)) == octets.count
    }
}
