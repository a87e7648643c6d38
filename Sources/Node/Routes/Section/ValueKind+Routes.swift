internal import ConfigurationKeys
internal import NumberResources
internal import RPKIObjects
internal import RouteSecurity
internal import TextFormats

internal import struct FoundationEssentials.Date

extension ValueKind where Value == [ASN]? {
    /// Permitted origins of a prefix: our AS numbers without a value, no AS if the list is empty.
    static var origins: ValueKind { ValueKind<[ASN]>.asns.optional() }
}

extension ValueKind where Value == RoutesSection.ExcludedPeer {
    static var excludedPeer: ValueKind {
        .scalar(
            "peer", expected: "a peer's AS number, its address, or both separated by a space",
            range: "AS number, address, or both",
            text: { peer in
                YAMLText.scalar(
                    [peer.asn?.description, peer.address?.description].compactMap { $0 }.joined(separator: " "))
            },
            parse: { text, _ throws(ValueFault) in
                var peer = RoutesSection.ExcludedPeer()
                for word in text.split(separator: " ") {
                    if peer.asn == nil, let asn = ASN(word) {
                        peer.asn = asn
                    } else if peer.address == nil, let address = IPAddress(word) {
                        peer.address = address
                    } else {
                        throw .invalid()
                    }
                }
                guard peer.asn != nil || peer.address != nil else { throw .invalid() }
                return peer
            })
    }
}

extension ValueFault {
    fileprivate static func word(_ word: String) -> ValueFault {
        let nearest = SimilarName.nearest(to: word, in: AlertClass.allCases.map(\.rawValue))
        return .invalid(
            "\(ConfigurationValue.quoted(word)) is not an alert class, prefix or AS number"
                + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }
}

extension ValueKind where Value == RoutesSection.Mute {
    static var mute: ValueKind {
        .scalar(
            "alerts", expected: "at least one of CLASS, PREFIX and AS number, optionally followed by until TIME",
            range: "CLASS PREFIX AS until TIME, one at least",
            text: { mute in
                YAMLText.scalar("\(mute.alerts)" + (mute.until.map { " until \(RFC3339($0))" } ?? ""))
            },
            parse: { text, _ throws(ValueFault) in
                var words = text.split(separator: " ")
                var until: Date?
                if words.count >= 2, words[words.count - 2] == "until" {
                    guard let time = RFC3339(String(words[words.count - 1])) else {
                        throw .invalid("the time must have the form 2026-12-01T22:00:00Z")
                    }
                    until = time.date
                    words.removeLast(2)
                }
                let scope: AlertFilter
                do throws(AlertFilter.Refusal) {
                    scope = try AlertFilter(words)
                } catch {
                    throw .word(error.word)
                }
                guard !scope.isEmpty else { throw .invalid() }
                return .init(scope, until: until)
            })
    }
}

extension ValueKind where Value == RoutesSection.Maintenance {
    static var maintenance: ValueKind {
        .scalar(
            "window",
            expected:
                "BEGIN/END, optionally followed by CLASS, PREFIX and AS number, such as 2026-12-01T22:00:00Z/2026-12-02T04:00:00Z",
            range: "BEGIN/END CLASS PREFIX AS, at least BEGIN/END",
            text: { window in
                let scope = window.alerts.isEmpty ? "" : " \(window.alerts)"
                return YAMLText.scalar("\(RFC3339(window.from))/\(RFC3339(window.to))\(scope)")
            },
            parse: { text, _ throws(ValueFault) in
                let words = text.split(separator: " ")
                let ends = (words.first ?? "").split(separator: "/", omittingEmptySubsequences: false).map(String.init)
                guard ends.count == 2, let from = RFC3339(ends[0]), let to = RFC3339(ends[1]) else { throw .invalid() }
                guard from.date < to.date else { throw .invalid("the window ends before it begins") }
                let scope: AlertFilter
                do throws(AlertFilter.Refusal) {
                    scope = try AlertFilter(words.dropFirst())
                } catch {
                    throw .word(error.word)
                }
                return .init(from: from.date, to: to.date, alerts: scope)
            })
    }
}
