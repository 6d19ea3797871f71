using System.Text.Json;
using NovComet.Channels;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Clients;

/// <summary>What a transport tells what it reads.</summary>
internal sealed class Listener(Connection connection, Action<SightingKind, string, Stamp, string?> see)
{
    /// <summary>Where to begin: channels and positions.</summary>
    public IReadOnlyDictionary<string, string> Cursor => connection.Cursor;

    /// <summary>The cursor as a query.</summary>
    public string Query => string.Join('&', Cursor.Select(at => $"subscribed[{Uri.EscapeDataString(at.Key)}]={at.Value}"));

    public void Answered(int status) => connection.Status = status;

    public void Message(string channel, Stamp stamp, string data) => see(SightingKind.Message, channel, stamp, data);

    public void Signal(string channel, Stamp stamp) => see(SightingKind.Signal, channel, stamp, null);

    public void Gap(string channel, Stamp stamp) => see(SightingKind.Gap, channel, stamp, null);

    public void At(string channel, Stamp stamp) => see(SightingKind.Cursor, channel, stamp, null);

    /// <summary>An event as streams say it: <c>{"channel":…,"stamp":…}</c>, with <c>data</c> if it is a message.</summary>
    public void Event(JsonElement told)
    {
        string channel = told.GetProperty("channel").GetString()!;
        Stamp stamp = StampOf(told.GetProperty("stamp"));
        if (told.TryGetProperty("data", out JsonElement data)) Message(channel, stamp, data.GetRawText());
        else Signal(channel, stamp);
    }

    public static Stamp StampOf(JsonElement number) => StampOf(number.GetRawText());

    public static Stamp StampOf(string number) =>
        Position.TryParse(number, out Position position) && position.Kind == PositionKind.Stamp
            ? position.Stamp
            : throw new FormatException($"'{number}' is not a stamp.");
}
