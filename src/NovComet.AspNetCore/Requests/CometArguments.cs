using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NovComet.Channels;

namespace NovComet.AspNetCore.Requests;

/// <summary>
/// The arguments of a request, from its query and its form, as liberal as the pages of the original need it: empty parts, arguments
/// without a value and unknown ones are passed over; of one that is given twice, the last counts.
/// </summary>
internal sealed class CometArguments
{
    private const string SubscribedStart = "subscribed[";

    // Most polls name one channel.
    private ChannelPosition[] _subscribed = new ChannelPosition[1];
    private int _count;

    /// <summary>The channel to publish to, as it was given; null where it is not a publish.</summary>
    public string? Publish { get; private set; }

    /// <summary>Whether there is content to publish.</summary>
    public bool HasData { get; private set; }

    /// <summary>Whether there is any argument at all, known or not.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Whether one of the arguments is ours.</summary>
    public bool HasOurs => Publish is not null || HasData || _count > 0 || Mistake is not null;

    /// <summary>The first mistake in a subscription, as a sentence; null where there is none.</summary>
    public string? Mistake { get; private set; }

    public Cursor Subscribed => new(_subscribed.AsSpan(0, _count));

    public void Add(QueryString query)
    {
        foreach (QueryStringEnumerable.EncodedNameValuePair pair in new QueryStringEnumerable(query.Value))
            Add(pair.DecodeName().Span, pair.DecodeValue().Span);
    }

    public void Add(IFormCollection form)
    {
        foreach ((string name, var values) in form)
        {
            foreach (string? value in values) Add(name, value);
        }
    }

    private void Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name.IsEmpty && value.IsEmpty) return;
        IsEmpty = false;
        switch (name)
        {
            case "publish":
                Publish = value.ToString();
                break;
            case "data":
                HasData |= !value.IsEmpty;
                break;
            case "subscribed":
                Mistake ??= "Write each channel in brackets, such as subscribed[news]=0.";
                break;
            case [.., ']'] when name.StartsWith(SubscribedStart, StringComparison.Ordinal):
                Subscribe(name[SubscribedStart.Length..^1].ToString(), value);
                break;
        }
    }

    private void Subscribe(string channel, ReadOnlySpan<char> position)
    {
        if (!ChannelName.TryParse(channel, out ChannelName name, out string? mistake))
            Mistake ??= mistake;
        else if (!Position.TryParse(position, out Position parsed))
            Mistake ??= $"The timestamp of channel '{channel}' cannot be read: send 0 for 'from now on', the number that the last answer gave, whole Unix seconds, a negative count, or 'earliest'.";
        else
            Add(new ChannelPosition(name, parsed));
    }

    private void Add(ChannelPosition position)
    {
        if (_count == _subscribed.Length) Array.Resize(ref _subscribed, _count * 2);
        _subscribed[_count++] = position;
    }
}
