namespace NovComet.Web.Commands;

/// <summary>Shows on a terminal how many messages a long input has brought so far. In a log, only how many it were in the end.</summary>
internal sealed class PublishProgress(TextWriter output, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_apart = TimeSpan.FromMilliseconds(200);

    private readonly bool _isTerminal = !Console.IsErrorRedirected && Console.IsOutputRedirected;
    private long _shownAt;
    private int _published;

    public void Show(int published)
    {
        _published = published;
        if (!_isTerminal || time.GetElapsedTime(_shownAt) < s_apart) return;
        _shownAt = time.GetTimestamp();
        output.Write($"\r{published} messages\e[K");
    }

    public void Dispose() => output.WriteLine($"{(_isTerminal ? "\r" : "")}{_published} messages published");
}
