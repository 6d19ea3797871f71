using System.Collections.Concurrent;
using NovComet.Channels;
using NovComet.Watching;

namespace NovComet.Tests.Watching;

/// <summary>Remembers what it was told, and does what a test asks of it at each look.</summary>
internal sealed class RecordingSink : IChangeSink
{
    private readonly ConcurrentDictionary<string, int> _told = new();
    private int _looks;

    /// <summary>How many looks at all channels have started.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>Runs in each look, with its number.</summary>
    public Func<int, Task> OnLook { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs at each channel that may have changed.</summary>
    public Action OnTold { get; set; } = () => { };

    public int Told(string channel) => _told.GetValueOrDefault(channel);

    public void MayHaveChanged(ChannelName channel)
    {
        OnTold();
        _told.AddOrUpdate(channel.Value, 1, (_, times) => times + 1);
    }

    public async ValueTask LookAtAllAsync(CancellationToken cancellationToken) => await OnLook(Interlocked.Increment(ref _looks));
}
