using System.Runtime.InteropServices;
using System.Text.Json;
using NovComet.Channels;

namespace NovComet.Client.Subscribing;

/// <summary>
/// A long-poll's answer as events: of each changed channel (<c>k</c>) the gap (<c>g</c>), the messages (<c>m</c>), and a signal where the stamp is that of
/// no message.
/// </summary>
internal sealed class PollReading
{
    private readonly List<CometEvent> _events = [];

    private PollReading(Cursor before) => Cursor = before;

    /// <summary>The events in their order, each with the cursor behind it.</summary>
    public IReadOnlyList<CometEvent> Events => _events;

    /// <summary>Where the subscriber stands behind all of them.</summary>
    public Cursor Cursor { get; private set; }

    /// <param name="answer">The answer, as UTF-8.</param>
    /// <param name="before">Where the subscriber stood.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidDataException">It is not an answer.</exception>
    public static PollReading Of(ReadOnlyMemory<byte> answer, Cursor before)
    {
        using var json = JsonDocument.Parse(answer);
        var reading = new PollReading(before);
        try
        {
            reading.Read(json.RootElement);
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidDataException("The answer is not one of NovComet's.", error);
        }

        return reading;
    }

    private void Read(JsonElement answer)
    {
        answer.GetProperty("s");
        (string Name, Stamp Stamp)[] anchors = Stamps(answer, "t");
        List<Change> changes = [.. Stamps(answer, "k").Select(channel => new Change(ChannelName.Parse(channel.Name), channel.Stamp, Messages(answer, channel.Name)))];
        HashSet<string> gaps = answer.TryGetProperty("g", out JsonElement names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];

        // An anchor is where a channel stands behind its events: until they are handed out, it stands where they begin.
        foreach ((string name, Stamp stamp) in anchors) Cursor = Cursor.With(ChannelName.Parse(name), Position.After(stamp));
        foreach (Change change in changes) Cursor = Cursor.With(change.Name, StartOf(change, [.. anchors.Select(anchor => anchor.Name)]));
        foreach (Change change in changes) Add(change, gaps.Contains(change.Name.Value));
    }

    private void Add(Change change, bool hasGap)
    {
        if (hasGap) Add(EventKind.Gap, change.Name, change.Messages is [var first, ..] ? JustBefore(first.Stamp) : change.Stamp);
        foreach ((Stamp stamp, byte[] json) in change.Messages) Add(EventKind.Message, change.Name, stamp, json);
        bool isToldOf = change.Messages is [.., var last] ? last.Stamp == change.Stamp : hasGap;
        if (!isToldOf) Add(EventKind.Signal, change.Name, change.Stamp);
    }

    private void Add(EventKind kind, ChannelName name, Stamp stamp, byte[]? json = null)
    {
        Cursor = Cursor.With(name, Position.After(stamp));
        _events.Add(CometEvent.OfPoll(kind, name.Value, stamp, json, Cursor));
    }

    /// <summary>Where a changed channel stood: by a stamp of the gateway's, or, if it was asked for otherwise, just before its first event.</summary>
    private Position StartOf(Change change, HashSet<string> anchored)
    {
        foreach ((ChannelName known, Position position) in Cursor)
        {
            if (known == change.Name && position.Kind == PositionKind.Stamp && !anchored.Contains(known.Value)) return position;
        }

        return Position.After(JustBefore(change.Messages is [var first, ..] ? first.Stamp : change.Stamp));
    }

    private static (string Name, Stamp Stamp)[] Stamps(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out JsonElement stamps) ? [.. stamps.EnumerateObject().Select(stamp => (stamp.Name, StampOf(stamp.Value)))] : [];

    private static (Stamp Stamp, byte[] Json)[] Messages(JsonElement answer, string channel) =>
        answer.TryGetProperty("m", out JsonElement all) && all.TryGetProperty(channel, out JsonElement messages)
            ? [.. messages.EnumerateArray().Select(message => (StampOf(message.GetProperty("t")), JsonMarshal.GetRawUtf8Value(message.GetProperty("d")).ToArray()))]
            : [];

    private static Stamp StampOf(JsonElement stamp) => JsonStamp.Read(JsonMarshal.GetRawUtf8Value(stamp));

    /// <summary>The latest stamp before another one: what would fall on a whole second counts as the one behind it.</summary>
    private static Stamp JustBefore(Stamp stamp)
    {
        var before = Stamp.FromMicroseconds(stamp.Microseconds - 1);
        return before < stamp ? before : Stamp.FromMicroseconds(stamp.Microseconds - 2);
    }

    private sealed record Change(ChannelName Name, Stamp Stamp, (Stamp Stamp, byte[] Json)[] Messages);
}
