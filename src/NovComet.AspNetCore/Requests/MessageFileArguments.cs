namespace NovComet.AspNetCore.Requests;

/// <summary>The arguments of the message file's own wire: <c>?timestamp=T</c> asks for its message, <c>?msg=…</c> publishes one.</summary>
internal sealed class MessageFileArguments
{
    /// <summary>The channel, as it was given; <c>data</c> where it was not.</summary>
    public string Channel { get; private set; } = "data";

    /// <summary>The text to publish; null where it is not a publish.</summary>
    public string? Message { get; private set; }

    /// <summary>Where the subscriber stands, as it was given; null where it did not say.</summary>
    public string? Timestamp { get; private set; }

    /// <summary>Whether one of them makes the request one of this wire.</summary>
    public bool AreGiven => Message is not null || Timestamp is not null;

    public void Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        switch (name)
        {
            case "channel" when !value.IsEmpty:
                Channel = value.ToString();
                break;
            case "msg" when !value.IsEmpty:
                Message = value.ToString();
                break;
            case "timestamp":
                Timestamp = value.ToString();
                break;
        }
    }
}
