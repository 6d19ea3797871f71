namespace NovComet.Hub;

/// <summary>How long a subscriber is held.</summary>
internal enum Lifetime
{
    /// <summary>Until the hold ends.</summary>
    Poll,

    /// <summary>Until it goes away.</summary>
    Stream,
}
