/// That a server cannot listen at an address.
package struct HTTPListenError: Error {
    package let listener: HTTPListener
    /// What the system said.
    package let cause: any Error
}
