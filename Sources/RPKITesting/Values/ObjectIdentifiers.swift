/// The object identifiers of the RPKI, dotted.
public enum OID {
    // Names
    public static let commonName = "2.5.4.3"
    public static let serialNumber = "2.5.4.5"
    public static let organizationName = "2.5.4.10"

    // Extensions (RFC 5280, RFC 3779, RFC 8360)
    public static let subjectKeyIdentifier = "2.5.29.14"
    public static let keyUsage = "2.5.29.15"
    public static let basicConstraints = "2.5.29.19"
    public static let crlNumber = "2.5.29.20"
    public static let crlReason = "2.5.29.21"
    public static let crlDistributionPoints = "2.5.29.31"
    public static let certificatePolicies = "2.5.29.32"
    public static let authorityKeyIdentifier = "2.5.29.35"
    public static let extendedKeyUsage = "2.5.29.37"
    public static let authorityInformationAccess = "1.3.6.1.5.5.7.1.1"
    public static let ipAddressBlocks = "1.3.6.1.5.5.7.1.7"
    public static let autonomousSystems = "1.3.6.1.5.5.7.1.8"
    public static let subjectInformationAccess = "1.3.6.1.5.5.7.1.11"
    public static let ipAddressBlocksV2 = "1.3.6.1.5.5.7.1.28"
    public static let autonomousSystemsV2 = "1.3.6.1.5.5.7.1.29"

    // Policies and what they are qualified by
    public static let resourcePolicy = "1.3.6.1.5.5.7.14.2"
    public static let resourcePolicyV2 = "1.3.6.1.5.5.7.14.3"
    public static let certificationPracticeStatement = "1.3.6.1.5.5.7.2.1"

    // Access methods
    public static let caIssuers = "1.3.6.1.5.5.7.48.2"
    public static let caRepository = "1.3.6.1.5.5.7.48.5"
    public static let rpkiManifest = "1.3.6.1.5.5.7.48.10"
    public static let signedObject = "1.3.6.1.5.5.7.48.11"
    public static let rpkiNotify = "1.3.6.1.5.5.7.48.13"

    // Extended key usages
    public static let bgpsecRouter = "1.3.6.1.5.5.7.3.30"
    public static let serverAuthentication = "1.3.6.1.5.5.7.3.1"

    // Algorithms
    public static let rsaEncryption = "1.2.840.113549.1.1.1"
    public static let sha1WithRSAEncryption = "1.2.840.113549.1.1.5"
    public static let sha256WithRSAEncryption = "1.2.840.113549.1.1.11"
    public static let sha512WithRSAEncryption = "1.2.840.113549.1.1.13"
    public static let ecPublicKey = "1.2.840.10045.2.1"
    public static let p256 = "1.2.840.10045.3.1.7"
    public static let ecdsaWithSHA256 = "1.2.840.10045.4.3.2"
    public static let sha1 = "1.3.14.3.2.26"
    public static let sha256 = "2.16.840.1.101.3.4.2.1"
    public static let sha512 = "2.16.840.1.101.3.4.2.3"

    // CMS and its attributes
    public static let data = "1.2.840.113549.1.7.1"
    public static let signedData = "1.2.840.113549.1.7.2"
    public static let contentType = "1.2.840.113549.1.9.3"
    public static let messageDigest = "1.2.840.113549.1.9.4"
    public static let signingTime = "1.2.840.113549.1.9.5"
    public static let binarySigningTime = "1.2.840.113549.1.9.16.2.46"

    // Content of signed objects
    public static let routeOriginAuthorization = "1.2.840.113549.1.9.16.1.24"
    public static let manifest = "1.2.840.113549.1.9.16.1.26"
    public static let ghostbusters = "1.2.840.113549.1.9.16.1.35"
    public static let signedChecklist = "1.2.840.113549.1.9.16.1.48"
    public static let providerAuthorization = "1.2.840.113549.1.9.16.1.49"
    public static let trustAnchorKey = "1.2.840.113549.1.9.16.1.50"
    public static let signedPrefixList = "1.2.840.113549.1.9.16.1.51"
}
