namespace NovComet.Client.Tests.Hosting;

/// <summary>Clients that don't keep a test waiting.</summary>
internal static class Quick
{
    public static CometClientOptions Options() => new()
    {
        ReconnectDelay = TimeSpan.FromMilliseconds(5),
        MaxReconnectDelay = TimeSpan.FromMilliseconds(20),
        StreamStartLimit = TimeSpan.FromSeconds(10),
    };

    public static CometClient Client(Uri endpoint, Action<CometClientOptions>? change = null)
    {
        CometClientOptions options = Options();
        change?.Invoke(options);
        return new CometClient(endpoint, options);
    }

    /// <summary>Takes the first events of a subscription, and leaves it.</summary>
    public static async Task<IReadOnlyList<CometEvent>> TakeAsync(this IAsyncEnumerable<CometEvent> events, int count) =>
        await Task.Run<IReadOnlyList<CometEvent>>(async () =>
        {
            List<CometEvent> taken = [];
            await foreach (CometEvent told in events)
            {
                taken.Add(told);
                if (taken.Count == count) break;
            }

            return taken;
        }).Within($"{count} events");
}
