namespace NovComet;

/// <summary>Why a channel could not be changed.</summary>
public enum StoreFailure
{
    /// <summary>The store does not answer, or the reason is none of the others.</summary>
    Unavailable,

    /// <summary>Where the channel's file belongs is something that is not a regular file.</summary>
    NotAChannel,

    /// <summary>The channel takes no messages, only signals.</summary>
    SignalsOnly,

    /// <summary>There is no room for another file.</summary>
    NoSpace,

    /// <summary>The process has no right to change the channel's file.</summary>
    Denied,
}
