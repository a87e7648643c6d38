import NumberResources

extension AlertCampaign {
    /// The most peers that have routes of one of the incidents.
    var mostPeers: Int { members.compactMap(\.spread?.peers).max() ?? 0 }
}

/// On one line, without the times.
extension AlertCampaign.Member: CustomStringConvertible {
    public var description: String {
        var text = "\(name) \(alertClass.rawValue)"
        if let offender { text += " by \(offender)" }
        if let spread { text += ", \(spread.peers) of \(spread.of) peers" }
        if let validity { text += ", \(validity)" }
        return isActive ? text : text + ", gone"
    }

    private var name: String {
        switch subject {
        case .prefix(let prefix): prefix.description
        case .asn(let asn): asn.description
        case .feed(let name), .trustAnchor(let name): name
        }
    }
}
