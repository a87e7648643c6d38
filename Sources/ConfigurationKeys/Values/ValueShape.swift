/// The structure of a value.
package enum ValueShape: Sendable {
    case scalar, list, mapping
}
