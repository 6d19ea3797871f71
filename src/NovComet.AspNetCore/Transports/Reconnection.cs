namespace NovComet.AspNetCore.Transports;

/// <summary>When a client that lost its stream is to come again: spread, so that all who lose theirs do not come together.</summary>
internal static class Reconnection
{
    private const int LeastMilliseconds = 1000;
    private const int MostMilliseconds = 5000;

    public static TimeSpan NextDelay() => TimeSpan.FromMilliseconds(Random.Shared.Next(LeastMilliseconds, MostMilliseconds + 1));
}
