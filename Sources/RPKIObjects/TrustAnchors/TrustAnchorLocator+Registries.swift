extension TrustAnchorLocator {
    /// The locators of the five regional Internet registries, as they published them in 2026: AFRINIC, APNIC, ARIN, LACNIC
    /// and the RIPE NCC.
    ///
    /// - Throws: never, unless the program was built with a fault in them; a test holds them against their form.
    public static func registries() throws(ObjectError) -> [TrustAnchorLocator] {
        var locators: [TrustAnchorLocator] = []
        for (name, uris, key) in registryTable {
            let text = uris.joined(separator: "\n") + "\n\n" + key + "\n"
            locators.append(try TrustAnchorLocator(decoding: Array(text.utf8), name: name))
        }
        return locators
    }
}

private let registryTable: [(name: String, uris: [String], key: String)] = [
    (
        "afrinic",
        [
            "https://rpki.afrinic.net/repository/AfriNIC.cer",
            "rsync://rpki.afrinic.net/repository/AfriNIC.cer",
        ],
        """
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxsAqAhWIO+ON2Ef9oRDMpKxv+AfmSLIdLWJtjrvUyDxJPBjgR+kVrOHU\
        eTaujygFUp49tuN5H2C1rUuQavTHvve6xNF5fU3OkTcqEzMOZy+ctkbde2SRMVdvbO22+TH9gNhKDc9l7Vu01qU4LeJHk3X0f5uu\
        5346YrGAOSv6AaYBXVgXxa0s9ZvgqFpim50pReQe/WI3QwFKNgpPzfQL6Y7fDPYdYaVOXPXSKtx7P4s4KLA/ZWmRL/bobw/i2fFv\
        iAGhDrjqqqum+/9w1hElL/vqihVnV18saKTnLvkItA/Bf5i11Yhw2K7qv573YWxyuqCknO/iYLTR1DToBZcZUQIDAQAB
        """
    ),
    (
        "apnic",
        [
            "https://rpki.apnic.net/repository/apnic-rpki-root-iana-origin.cer",
            "rsync://rpki.apnic.net/repository/apnic-rpki-root-iana-origin.cer",
        ],
        """
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx9RWSL61YAAYumEiU8z8qH2ETVIL01ilxZlzIL9JYSORMN5Cmtf8V2Jb\
        lIealSqgOTGjvSjEsiV73s67zYQI7C/iSOb96uf3/s86NqbxDiFQGN8qG7RNcdgVuUlAidl8WxvLNI8VhqbAB5uSg/MrLeSOvXRj\
        a041VptAxIhcGzDMvlAJRwkrYK/Mo8P4E2rSQgwqCgae0ebY1CsJ3Cjfi67C1nw7oXqJJovvXJ4apGmEv8az23OLC6Ki54Ul/E6x\
        k227BFttqFV3YMtKx42HcCcDVZZy01n7JjzvO8ccaXmHIgR7utnqhBRNNq5Xc5ZhbkrUsNtiJmrZzVlgU6Ou0wIDAQAB
        """
    ),
    (
        "arin",
        [
            "rsync://rpki.arin.net/repository/arin-rpki-ta.cer",
            "https://rrdp.arin.net/arin-rpki-ta.cer",
        ],
        """
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3lZPjbHvMRV5sDDqfLc/685th5FnreHMJjg8pEZUbG8Y8TQxSBsDebbs\
        Dpl3Ov3Cj1WtdrJ3CIfQODCPrrJdOBSrMATeUbPC+JlNf2SRP3UB+VJFgtTj0RN8cEYIuhBW5t6AxQbHhdNQH+A1F/OJdw0q9da2\
        U29Lx85nfFxvnC1EpK9CbLJS4m37+RlpNbT1cba+b+loXpx0Qcb1C4UpJCGDy7uNf5w6/+l7RpATAHqqsX4qCtwwDYlbHzp2xk9o\
        wF3mkCxzl0HwncO+sEHHeaL3OjtwdIGrRGeHi2Mpt+mvWHhtQqVG+51MHTyg+nIjWFKKGx1Q9+KDx4wJStwveQIDAQAB
        """
    ),
    (
        "lacnic",
        [
            "https://rrdp.lacnic.net/ta/rta-lacnic-rpki.cer",
            "rsync://repository.lacnic.net/rpki/lacnic/rta-lacnic-rpki.cer",
        ],
        """
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqZEzhYK0+PtDOPfub/KRc3MeWx3neXx4/wbnJWGbNAtbYqXg3uU5J4HF\
        zPgk/VIppgSKAhlO0H60DRP48by9gr5/yDHu2KXhOmnMg46sYsUIpfgtBS9+VtrqWziJfb+pkGtuOWeTnj6zBmBNZKK+5AlMCW1W\
        PhrylIcB+XSZx8tk9GS/3SMQ+YfMVwwAyYjsex14Uzto4GjONALE5oh1M3+glRQduD6vzSwOD+WahMbc9vCOTED+2McLHRKgNaQf\
        0YJ9a1jG9oJIvDkKXEqdfqDRktwyoD74cV57bW3tBAexB7GglITbInyQAsmdngtfg2LUMrcROHHP86QPZINjDQIDAQAB
        """
    ),
    (
        "ripe",
        [
            "https://rpki.ripe.net/ta/ripe-ncc-ta.cer",
            "rsync://rpki.ripe.net/ta/ripe-ncc-ta.cer",
        ],
        """
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0URYSGqUz2myBsOzeW1jQ6NsxNvlLMyhWknvnl8NiBCs/T/S2XuNKQNZ\
        +wBZxIgPPV2pFBFeQAvoH/WK83HwA26V2siwm/MY2nKZ+Olw+wlpzlZ1p3Ipj2eNcKrmit8BwBC8xImzuCGaV0jkRB0GZ0hoH6Ml\
        03umLprRsn6v0xOP0+l6Qc1ZHMFVFb385IQ7FQQTcVIxrdeMsoyJq9eMkE6DoclHhF/NlSllXubASQ9KUWqJ0+Ot3QCXr4LXECMf\
        kpkVR2TZT+v5v658bHVs6ZxRD1b6Uk1uQKAyHUbn/tXvP8lrjAibGzVsXDT2L0x4Edx+QdixPgOji3gBMyL2VwIDAQAB
        """
    ),
]
