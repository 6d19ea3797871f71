namespace NovComet.AspNetCore.Requests;

/// <summary>What to say of a position that cannot be read.</summary>
internal static class PositionMistake
{
    public static string Of(string channel) =>
        $"The timestamp of channel '{channel}' cannot be read: send 0 for 'from now on', the number that the last answer gave, whole Unix seconds, a negative count, or 'earliest'.";
}
