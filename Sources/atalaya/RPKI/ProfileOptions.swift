internal import ArgumentParser
internal import RPKIObjects

/// The strictness towards current and former profiles.
struct ProfileOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Refuse objects whose names are UTF8String instead of PrintableString, as RFC 6487 requires. Without this "
                + "option they are accepted with a warning."))
    var strict = false

    @Flag(
        help: ArgumentHelp(
            "Accept the profiles of old archives: signed objects without signing-time, ROAs with AS resources (before "
                + "RFC 9589 and RFC 9582), and BER: indefinite or overlong lengths, octet strings in parts."))
    var formerProfiles = false

    func apply(to limits: inout DecodingLimits) {
        limits.isStrict = strict
        limits.allowsFormerProfiles = formerProfiles
    }
}
