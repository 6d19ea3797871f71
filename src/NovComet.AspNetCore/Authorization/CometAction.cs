namespace NovComet.AspNetCore.Authorization;

/// <summary>What somebody wants to do with a channel.</summary>
public enum CometAction
{
    /// <summary>Get what is published, and what was retained: who may have one may have the other.</summary>
    Subscribe,

    /// <summary>Publish signals and messages.</summary>
    Publish,
}
