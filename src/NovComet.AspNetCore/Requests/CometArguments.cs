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

    /// <summary>Text to publish; null where there is none.</summary>
    public string? Data { get; private set; }

    /// <summary>The id of the session that is not to get what is published; null where all get it.</summary>
    public string? Except { get; private set; }

    /// <summary>Whether the publisher wants the stamp in the answer's body.</summary>
    public bool WantsReceipt { get; private set; }

    /// <summary>Where a stream goes on, for clients that cannot send the header of the same name; null where they don't say.</summary>
    public string? LastEventId { get; private set; }

    /// <summary>The channel whose subscribers are asked for; null where none are.</summary>
    public string? Presence { get; private set; }

    /// <summary>The arguments of the message file's wire.</summary>
    public MessageFileArguments MessageFile { get; } = new();

    /// <summary>Whether there is any argument at all, known or not.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Whether channels are named, be it wrongly.</summary>
    public bool HasSubscribed => _count > 0 || Mistake is not null;

    /// <summary>The first mistake in a subscription, as a sentence; null where there is none.</summary>
    public string? Mistake { get; private set; }

    public Cursor Subscribed => new(_subscribed.AsSpan(0, _count));

    /// <summary>Whether a form has one of the arguments that a publish or a subscription knows.</summary>
    public static bool HasOurs(string form)
    {
        foreach (QueryStringEnumerable.EncodedNameValuePair pair in new QueryStringEnumerable(form))
        {
            if (new CometArguments().TryAdd(pair.DecodeName().Span, default)) return true;
        }

        return false;
    }

    public void Add(QueryString query)
    {
        foreach (QueryStringEnumerable.EncodedNameValuePair pair in new QueryStringEnumerable(query.Value))
            Add(pair.DecodeName().Span, pair.DecodeValue().Span);
    }

    /// <summary>Adds a form's arguments.</summary>
    /// <returns>Whether one of them is one that a publish or a subscription knows.</returns>
    public bool Add(IFormCollection form)
    {
        bool hasOurs = false;
        foreach ((string name, var values) in form)
        {
            foreach (string? value in values) hasOurs |= Add(name, value);
        }

        return hasOurs;
    }

    private bool Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name.IsEmpty && value.IsEmpty) return false;
        IsEmpty = false;
        MessageFile.Add(name, value);
        return TryAdd(name, value);
    }

    /// <returns>Whether the argument is known.</returns>
    private bool TryAdd(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        switch (name)
        {
            case "publish":
                Publish = value.ToString();
                return true;
            case "data":
                // Without a value it says nothing, as all arguments do.
                if (!value.IsEmpty) Data = value.ToString();
                return true;
            case "except":
                if (!value.IsEmpty) Except = value.ToString();
                return true;
            case "receipt":
                WantsReceipt = value is "1";
                return true;
            case "lastEventId":
                if (!value.IsEmpty) LastEventId = value.ToString();
                return true;
            case "presence":
                if (!value.IsEmpty) Presence = value.ToString();
                return true;
            case "subscribed":
                Mistake ??= "Write each channel in brackets, such as subscribed[news]=0.";
                return true;
            case [.., ']'] when name.StartsWith(SubscribedStart, StringComparison.Ordinal):
                Subscribe(name[SubscribedStart.Length..^1].ToString(), value);
                return true;
            default:
                return false;
        }
    }

    private void Subscribe(string channel, ReadOnlySpan<char> position)
    {
        if (!ChannelName.TryParse(channel, out ChannelName name, out string? mistake))
            Mistake ??= mistake;
        else if (!Position.TryParse(position, out Position parsed))
            Mistake ??= PositionMistake.Of(channel);
        else
            Add(new ChannelPosition(name, parsed));
    }

    private void Add(ChannelPosition position)
    {
        if (_count == _subscribed.Length) Array.Resize(ref _subscribed, _count * 2);
        _subscribed[_count++] = position;
    }
}
