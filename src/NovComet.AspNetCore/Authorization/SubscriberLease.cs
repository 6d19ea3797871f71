using System.Diagnostics.CodeAnalysis;

namespace NovComet.AspNetCore.Authorization;

/// <summary>A subscriber's place within the limits per address and per user; given back by disposing it.</summary>
internal readonly struct SubscriberLease : IDisposable
{
    private readonly IDisposable? _ofAddress;
    private readonly IDisposable? _ofUser;

    private SubscriberLease(IDisposable? ofAddress, IDisposable? ofUser, string? refusal)
    {
        _ofAddress = ofAddress;
        _ofUser = ofUser;
        Refusal = refusal;
    }

    /// <summary>Why there is no place, as a sentence for an answer with 429; null where there is one.</summary>
    public string? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsGranted => Refusal is null;

    public static SubscriberLease Granted(IDisposable? ofAddress, IDisposable? ofUser) => new(ofAddress, ofUser, null);

    public static SubscriberLease Refused(string sentence) => new(null, null, sentence);

    public void Dispose()
    {
        _ofAddress?.Dispose();
        _ofUser?.Dispose();
    }
}
