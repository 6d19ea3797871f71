namespace NovComet.Load.Messages.Wires;

/// <summary>How text comes to a subscriber: opened by an HTTP request, then read where it lies.</summary>
internal interface IWire
{
    /// <summary>Sends the first request; false on a broken connection.</summary>
    bool Open(Subscriber subscriber);

    /// <summary>Hands on each text that is whole, and leaves the rest; false at the end of the connection, or if the server refuses.</summary>
    /// <param name="subscriber">Whose it is.</param>
    /// <param name="bytes">What was left the last time, and what has come; afterwards what is left now.</param>
    /// <param name="kept">How much of it was left the last time.</param>
    /// <param name="at">When it was received.</param>
    bool Read(Subscriber subscriber, ref Span<byte> bytes, int kept, long at);
}
