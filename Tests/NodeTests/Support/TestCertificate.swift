/// A certificate that signed itself.
enum TestCertificate {
    static let pem = """
        -----BEGIN CERTIFICATE-----
        MIIBbzCCARWgAwIBAgIUKNKu2RBd1LG2rzrlQunX2aCYPsswCgYIKoZIzj0EAwIw
        DDEKMAgGA1UEAwwBYTAgFw0yNjExMjkxMjU0NTZaGA8yMTI2MTEwNTEyNTQ1Nlow
        DDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOhPpnJCduLX
        ccmPfiAlrTxEPClmWvBY0Jl1bbBNLb71J4qFOQfqI5qmWOc3x+LJU9PsS8/5dYZw
        5LkHLC9U4uajUzBRMB0GA1UdDgQWBBSgwG0uKeby7FZggXJcE3HDrYU90zAfBgNV
        HSMEGDAWgBSgwG0uKeby7FZggXJcE3HDrYU90zAPBgNVHRMBAf8EBTADAQH/MAoG
        CCqGSM49BAMCA0gAMEUCIQC2FCy73oW4G9s1qJ1yONFXNk48dsaG7uEgIpRMQrwJ
        ZAIgL0z2qXIrEBAPnFDMuOtTKLhre+J4vKU7H4I37yN653I=
        -----END CERTIFICATE-----
        """

    /// A private key, and two certificates of it for localhost.
    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgfojqbv4+NMJ5DcYA
        s0PglikInagZmvY5GYjKYUMPKd6hRANCAATZXnoE17mH3ieLRxPJ+dIpMx3OZ2hV
        VIayBtr6phIRPfidoroxUTBttsOfd0+24KK15HdMMhsbnc2J32OBO6+A
        -----END PRIVATE KEY-----
        """
    static let ofKey = [
        """
        -----BEGIN CERTIFICATE-----
        MIIBfzCCASWgAwIBAgIUH0tIBVssO4EnvM9I5Rwx2Pzfk6EwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEzMDEyMjIwNFoYDzIxMjUwNjI0
        MTIyMjA0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAATZXnoE17mH3ieLRxPJ+dIpMx3OZ2hVVIayBtr6phIRPfidoroxUTBt
        tsOfd0+24KK15HdMMhsbnc2J32OBO6+Ao1MwUTAdBgNVHQ4EFgQUa/+e74+gRE4F
        4eiGLoiyCIvKxMswHwYDVR0jBBgwFoAUa/+e74+gRE4F4eiGLoiyCIvKxMswDwYD
        VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAsRSh2k/b9hKCoEBSq4Qp
        vUKsolWtfMleor6CsYDQavgCIC+Isk9haqz0ALcaDNnKuvEJTEoOKU6l4+oNEXqP
        PtUQ
        -----END CERTIFICATE-----
        """,
        """
        -----BEGIN CERTIFICATE-----
        MIIBfjCCASWgAwIBAgIUdZwKKrGm81LnacfIOlBFs1yFNMMwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEzMDEyMjIwNFoYDzIxMjUwNjI1
        MTIyMjA0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAATZXnoE17mH3ieLRxPJ+dIpMx3OZ2hVVIayBtr6phIRPfidoroxUTBt
        tsOfd0+24KK15HdMMhsbnc2J32OBO6+Ao1MwUTAdBgNVHQ4EFgQUa/+e74+gRE4F
        4eiGLoiyCIvKxMswHwYDVR0jBBgwFoAUa/+e74+gRE4F4eiGLoiyCIvKxMswDwYD
        VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBqmSIza9cFzAieSJDTqk8G
        ZoYwgKRUG745g5gmvtAGswIgIaTM+ATUmgFsO6g2RLlfFBIexos7L4nvwKo0sD9/
        VZc=
        -----END CERTIFICATE-----
        """,
    ]
}
