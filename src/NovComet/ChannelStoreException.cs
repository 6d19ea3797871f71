namespace NovComet;

/// <summary>A channel could not be changed; nothing was published. The message says what to do, and names no path.</summary>
public sealed class ChannelStoreException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="message">A sentence that says what to do, fit to be shown to the publisher.</param>
    /// <param name="innerException">What the system said, if anything.</param>
    public ChannelStoreException(StoreFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why the channel could not be changed.</summary>
    public StoreFailure Failure { get; }
}
