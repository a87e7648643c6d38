/// An event of a RIS Live stream.
public enum RISLiveEvent: Hashable, Sendable {
    case message(RISLiveMessage)
    /// The service says this of itself: an error, an acknowledgement, the list of collectors.
    case reply(RISLiveReply)
    /// Events between these times are not known: there was no connection, and RIS Live repeats nothing.
    case gap(from: BGPTime, to: BGPTime)
    /// One message could not be used.
    case fault(MessageError)
}

/// An action for the owner of the connection.
public enum RISLiveAction: Hashable, Sendable {
    /// Send this over the WebSocket.
    case send(String)
    /// Close what is open and connect again after so many seconds.
    case reconnect(after: Double)
}
