namespace NovComet.Web.Replay;

/// <summary>Shows how far a replay is: one line that is written over, or a line per tenth where the output is not a terminal.</summary>
internal sealed class ReplayProgress : IDisposable
{
    private readonly TextWriter _output;
    private readonly IReadOnlyList<FeedEvent> _feed;
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private int _shown = -1;

    public ReplayProgress(TextWriter output, IReadOnlyList<FeedEvent> feed, double speed)
    {
        _output = output;
        _feed = feed;
        int channels = feed.Select(e => e.Channel).Distinct().Count();
        output.WriteLine($"{feed.Count} events on {channels} channels: {(feed[^1].At / speed).TotalSeconds:0.0} s at {speed} times the recorded speed");
    }

    public void Show(int played)
    {
        int percent = played * 100 / _feed.Count;
        int step = _isTerminal ? percent : percent / 10 * 10;
        if (step == _shown) return;
        _shown = step;
        FeedEvent last = _feed[played - 1];
        string line = $"{step,3} %  {last.At:hh\\:mm\\:ss}  {last.Channel}";
        if (_isTerminal) _output.Write($"\r{line}\e[K");
        else _output.WriteLine(line);
    }

    public void Dispose()
    {
        if (_isTerminal) _output.WriteLine();
    }
}
