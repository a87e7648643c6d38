/// What a value is made of.
package enum ValueShape: Sendable {
    case scalar, list, mapping
}
