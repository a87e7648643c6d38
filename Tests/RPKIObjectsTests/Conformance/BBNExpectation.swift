import RPKIObjects

/// What the BBN suite expects of each file, by the file's name.
enum BBNExpectation: Hashable {
    case valid
    case refused(ObjectError.Code)
    /// A part of the suite that is no case itself: the CA of a case, or what that CA must publish besides.
    case part

    /// The expectation on the file called `name`; `nil` when no table here has it.
    init?(name: String) {
        let parts = name.split(separator: ".")
        guard parts.count == 2 else { return nil }
        if parts[0].hasPrefix("good") {
            self = .valid
        } else if parts[0].hasPrefix("bad") {
            guard let code = Self.codes[String(parts[0].dropFirst(3))] else { return nil }
            self = .refused(code)
        } else {
            guard parts[0] == "root" || ["CRL", "MFT", "NAM"].contains(parts[0].prefix(3)) else { return nil }
            self = .part
        }
    }

    /// The code for each case, without "bad" and extension.
    private static let codes: [String: ObjectError.Code] = {
        var codes: [String: ObjectError.Code] = [:]
        for (group, entries) in [
            ("Root", trustAnchors), ("Cert", certificates), ("CMS", signedObjects), ("EE", endEntities), ("ROA", roas),
            ("GBR", ghostbusters), ("CRL", revocationLists), ("MFT", manifests),
        ] {
            for (code, names) in entries {
                for name in names.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                    precondition(codes.updateValue(code, forKey: group + name) == nil, "\(group)\(name) stands twice")
                }
            }
        }
        // Prefixes below, above, between or around those of the certificate.
        for family in ["IPv4", "IPv6"] {
            for place in roaPlaces.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                codes["ROA" + family + place] = .notEmbraced
            }
        }
        return codes
    }()

    private typealias Entries = [(ObjectError.Code, String)]

    private static let trustAnchors: Entries = [
        (.authorityInformationAccess, "BadAIA"), (.authorityKeyIdentifier, "BadAKI"),
        (.crlDistributionPoints, "BadCRLDP"), (.issuerMismatch, "NameDiff"), (.signature, "BadSig"),
    ]

    private static let certificates: Entries = [
        (.version, "Version1 Version2 Version4 VersionNeg"),
        (.serialNumber, "SerNum SerNum0 SerNumTooBig"),
        (.signatureAlgorithm, "BothSigAlg InnerSigAlg OuterSigAlg"),
        (
            .issuerName,
            "Issuer2ComName Issuer2SetComName IssuerOID IssuerSeq2SerNums IssuerSerNum IssuerSet2SerNums IssuerUtf"
        ),
        // ValToPast ends before it begins.
        (.validityPeriod, "ValCrossed ValToPast"), (.notYetValid, "ValFromFuture"), (.timeType, "ValFromTyp ValToTyp"),
        (
            .subjectName,
            """
            Subject2ComName Subject2SetComName SubjectOID SubjectSeq2SerNums SubjectSerNum SubjectSet2SerNums
            SubjectUtf
            """
        ),
        (.publicKey, "PubKeyAlg PubKeyExp PubKeyLong PubKeyShort"),
        (.uniqueIdentifier, "IssUID SubjUID"),
        (.duplicateExtension, "2AKI 2ASNum 2BasicConstr 2CRLDP 2Cpol 2IPAddr 2KeyUsage 2SKI AIA2x SIA2x"),
        (.unknownExtension, "UnkExtension UnkExtensionCrit"),
        (.basicConstraints, "BasicConstrNoCA BasicConstrNoCrit BasicConstrPathLth NoBasicConstr"),
        (.subjectKeyIdentifier, "NoSKI SKIHash SKILong SKIShort"),
        (.authorityKeyIdentifier, "AKIHasACI AKIHasACIACSN AKIHasACSN AKIHash AKILong AKIShort NoAKI"),
        (.keyUsage, "KUsageDigitalSig KUsageExtra KUsageNoCRLSign KUsageNoCertSign KUsageNoCrit NoKeyUsage"),
        (.extendedKeyUsage, "EKU"),
        (.crlDistributionPoints, "CRLDPCrit CRLDPCrlIssuer CRLDPNoRsyncDistPt CRLDPReasons NoCRLDP"),
        (.authorityInformationAccess, "AIAAccessLoc AIABadAccess AIACrit NoAIA"),
        (.subjectInformationAccess, "NoSIA SIAAccessMethod SIAMFTNoRsync SIANoMFT SIANoRepo SIARepoNoRsync"),
        (
            .certificatePolicies,
            "Cpol2oid1correct Cpol2oid2correct CpolBadOid CpolNoCrit CpolQualCpsUnotice CpolQualUnotice NoCpol"
        ),
        (
            .ipResources,
            """
            ResourcesBadAFI ResourcesBadV4Order ResourcesBadV6Order ResourcesIPEmpty ResourcesIPNoCrit
            ResourcesSAFI
            """
        ),
        (.asResources, "ResourcesASEmpty ResourcesASNoCrit ResourcesBadASOrder"), (.noResources, "ResourcesNone"),
        (.signature, "BadSig"),
    ]

    private static let signedObjects: Entries = [
        (.version, "SigInfoVersion SigInfoVersion4 Version2 Version4"),
        (.contentType, "ContentType SigInfoAttrsContTypeOid SigInfoAttrsNoContType"),
        (
            .digestAlgorithm,
            "2DigestAlgs DigestAlgSameWrong DigestAlgWrongOuter NoDigestAlgs SigInfoHashAlg SigInfoNoHashAlg"
        ),
        (.embeddedCertificate, "2Certs NoCerts"), (.embeddedCRL, "HasCRL"), (.signerInfo, "2SigInfo NoSigInfo"),
        (.signerIdentifier, "SigInfoBadSid SigInfoNoSid SigInfoWrongSid"),
        (
            .signedAttributes,
            """
            SigInfoAttrs2BinSigTime SigInfoAttrs2ContType SigInfoAttrs2MsgDigest SigInfoAttrs2SigTime
            SigInfoAttrsBinSigTime0Val SigInfoAttrsBinSigTime2Val SigInfoAttrsContType0Val SigInfoAttrsContType2Val
            SigInfoAttrsMsgDigest0Val SigInfoAttrsMsgDigest2Val SigInfoAttrsSigTime0Val SigInfoAttrsSigTime2Val
            SigInfoForbiddenAttr SigInfoNoAttrs
            """
        ),
        (.messageDigest, "SigInfoAttrsNoMsgDigest SigInfoAttrsWrongDigest"),
        (.signatureAlgorithm, "SigInfoWrongSigAlg"),
        (.signature, "SigInfo2Sig SigInfoBadSigVal SigInfoNoSig"), (.unsignedAttributes, "SigInfoUnSigAttrs"),
    ]

    private static let endEntities: Entries = [
        (.basicConstraints, "HasBasicConstraints HasCABasicConstraint KeyUsageHasKeyCertSignCABool"),
        (
            .keyUsage,
            """
            KeyUsageCABits KeyUsageHasCRLSign KeyUsageHasKeyCertSign KeyUsageHasNonRepu KeyUsageNoDigitalSig
            """
        ),
        (.extendedKeyUsage, "HasEKU"),
        (.subjectInformationAccess, "SIAExtraWrongAccessMethod SIANoRsync SIAWrongAccessMethod"),
        (.signature, "BadSig"),
    ]

    private static let roas: Entries = [
        (.contentType, "WrongType"), (.contentVersion, "VersionV1Explicit VersionV2"),
        // The version was added after the digest had been taken.
        (.messageDigest, "VersionV1ExplicitBadSig"),
        (.asIdentifier, "ASIDLarge ASIDSmall"), (.addressFamily, "Family FamilyLth"),
        (.prefix, "IPv4PrefixLong IPv6PrefixLong"),
        (.maxLength, "IPv4MaxLthLong IPv4MaxLthShort IPv6MaxLthLong IPv6MaxLthShort"),
        (.ipResources, "IPv4Inherit IPv6Inherit"),
        (.notEmbraced, "IP2Big IPv4GoodIPv6Bad IPv6GoodIPv4Bad"),
    ]

    private static let roaPlaces = """
        ExtraPfxAbovePfx ExtraPfxAboveRange ExtraPfxBelowPfx ExtraPfxBelowRange
        OnlyPfxAbovePfxNoGap OnlyPfxAboveRangeNoGap OnlyPfxBelowPfxNoGap OnlyPfxBelowRangeNoGap
        OnlyPfxBetweenPfxPfxNoGaps OnlyPfxBetweenPfxRangeNoGaps OnlyPfxBetweenRangePfxNoGaps
        OnlyPfxBetweenRangeRangeNoGaps OnlyPfxOverlapHighRange OnlyPfxOverlapLowRange OnlyPfxSpanPfxes
        OnlyPfxSpanRanges OnlyPfxSupersetHighPfx OnlyPfxSupersetHighRange OnlyPfxSupersetLowPfx
        OnlyPfxSupersetLowRange OnlyPfxTouchRanges
        """

    private static let ghostbusters: Entries = [
        (.contentType, "WrongOID"), (.vCard, "ExtraProperty NoContact NotVCard"),
        (.embeddedCertificate, "ASNotInherit IPv4NotInherit IPv6NotInherit"),
    ]

    private static let revocationLists: Entries = [
        (.version, "NoVersion Version0 Version2"),
        (.signatureAlgorithm, "SigAlgInner SigAlgMatchButWrong SigAlgOuter"),
        (
            .issuerName,
            "Issuer2Seq Issuer2Sets IssuerOID IssuerSeq2SerNums IssuerSerNum IssuerSet2SerNums IssuerUTF"
        ),
        (.timeType, "NextUpdateTyp ThisUpdateTyp"), (.crlTimes, "UpdatesCrossed"), (.stale, "NextUpdatePast"),
        (.crlEntry, "EntryHasExtension EntryReason EntrySerNum0 EntrySerNumNeg EntrySerNumTooBig"),
        (.crlExtension, "DeltaCRLInd IssAltName IssDistPt"), (.duplicateExtension, "2CRLNums"),
        (.authorityKeyIdentifier, "NoAKI"), (.crlNumber, "NoCRLNum Number2Big NumberNeg"),
    ]

    private static let manifests: Entries = [
        (.contentType, "WrongType"), (.contentVersion, "Version0 Version1"),
        (.manifestNumber, "NegNum NoNum NumTooBig"),
        (.timeType, "NextUpdUTC ThisUpdUTC"), (.manifestTimes, "UpdCrossed EndCrossed StartCrossed"),
        (.stale, "NextUpdPast"), (.notYetValid, "ThisUpdFuture"),
        (.manifestHash, "FileHashLong FileHashShort HashAlg HashAlgSameLength HashOctetStr"),
        (.manifestFile, "DuplicateFileOneHash DuplicateFileTwoHashes FileNotIA5"),
        (.embeddedCertificate, "ASNotInherit IPv4NotInherit IPv6NotInherit"),
    ]
}
