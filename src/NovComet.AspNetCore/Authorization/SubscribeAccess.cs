using System.Diagnostics.CodeAnalysis;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Authorization;

/// <summary>Whether a subscriber may have the channels that it asked for: all of them, or none.</summary>
internal readonly record struct SubscribeAccess
{
    /// <summary>The channels; null where they are refused.</summary>
    public Subscription[]? Subscriptions { get; private init; }

    /// <summary>Why they are refused.</summary>
    public AccessRefusal? Refusal { get; private init; }

    /// <summary>When the right to them ends; null where it does not. A stream is closed then.</summary>
    public DateTimeOffset? Expires { get; private init; }

    /// <summary>The id of the user who asks; null where it is not known.</summary>
    public string? UserId { get; private init; }

    [MemberNotNullWhen(true, nameof(Subscriptions))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsGranted => Subscriptions is not null;

    public static SubscribeAccess Granted(Subscription[] subscriptions, string? userId = null, DateTimeOffset? expires = null) =>
        new() { Subscriptions = subscriptions, UserId = userId, Expires = expires };

    /// <summary>The same right, standing elsewhere on each channel.</summary>
    public SubscribeAccess At(Position position) =>
        this with { Subscriptions = Array.ConvertAll(Subscriptions ?? [], subscription => subscription with { Position = position }) };

    public static SubscribeAccess Refused(AccessRefusal refusal) => new() { Refusal = refusal };
}
