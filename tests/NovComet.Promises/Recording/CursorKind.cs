namespace NovComet.Promises.Recording;

/// <summary>What a test knows of the cursor that it sends.</summary>
internal enum CursorKind
{
    /// <summary>One that the gateway gave.</summary>
    Own,

    /// <summary>No cursor at all.</summary>
    Garbage,

    /// <summary>One from which the retained messages do not reach forward: of another life of the channel, yet to come, or trimmed away.</summary>
    Foreign,
}
