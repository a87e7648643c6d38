internal import ArgumentParser
internal import RPKIObjects

/// How closely objects have to follow the standards of today.
struct ProfileOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Refuse objects whose names are UTF8String and not PrintableString, as RFC 6487 asks. Without it they are used, "
                + "each with a warning."))
    var strict = false

    @Flag(
        help: ArgumentHelp(
            "Read archives: pass signed objects without the attribute signing-time and ROAs with AS resources, as they were "
                + "before RFC 9589 and RFC 9582, and read BER: lengths that are indefinite or too long, and octet strings in "
                + "parts."))
    var formerProfiles = false

    func apply(to limits: inout DecodingLimits) {
        limits.isStrict = strict
        limits.allowsFormerProfiles = formerProfiles
    }
}
