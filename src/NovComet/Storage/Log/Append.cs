using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>A message that waits to be written, and its publisher, who waits for the stamp.</summary>
internal sealed class Append(MessageDraft draft) : TaskCompletionSource<Stamp>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private Stamp _stamp;

    public MessageDraft Draft => draft;

    /// <summary>Why it was not written; null where it was.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>The message got a stamp, of its own or of one with the same key.</summary>
    public void Stamped(Stamp stamp) => _stamp = stamp;

    /// <summary>Tells the publisher.</summary>
    public void Tell()
    {
        if (Refusal is null) SetResult(_stamp);
        else SetException(Refusal);
    }
}
