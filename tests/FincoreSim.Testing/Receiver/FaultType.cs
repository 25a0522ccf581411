namespace FincoreSim.Testing;

/// <summary>The ways in which a receiver fails below HTTP.</summary>
public enum FaultType
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>Takes the request and never answers, until the caller gives up or the receiver is disposed.</summary>
    Hang,

    /// <summary>Closes the connection in good order (FIN) without a byte of an answer.</summary>
    CloseConnection,

    /// <summary>Resets the connection (RST) without a byte of an answer.</summary>
    ResetConnection,

    /// <summary>Puts bytes on the socket that are no HTTP, then closes it.</summary>
    Garbage,

    /// <summary>Promises a longer body than it sends, then closes the connection.</summary>
    TruncatedBody,
}
