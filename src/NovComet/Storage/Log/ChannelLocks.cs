using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>
/// Lets one at a time change a channel's file, among the threads of this process and among processes. Channels share a fixed number of
/// locks, so that as few files are open for them.
/// </summary>
internal sealed class ChannelLocks : IDisposable
{
    private const int Stripes = 64;

    private readonly ChannelLock[] _locks;

    private readonly Func<string, ChannelLock> _make;

    public ChannelLocks(ChannelDirectory directory, ILogFiles files, TimeProvider time)
    {
        _make = name => new ChannelLock(name, directory, files, time);
        _locks = [.. Enumerable.Range(0, Stripes).Select(i => _make($"lock-{i}"))];
    }

    /// <summary>A lock for something else than a channel; who asks for it disposes of it.</summary>
    public ChannelLock Another(string name) => _make(name);

    public ChannelLock For(ChannelName channel) => _locks[IndexOf(channel.Encoded)];

    public void Dispose() => Array.ForEach(_locks, held => held.Dispose());

    /// <summary>The same in every process, unlike a string's own hash code.</summary>
    private static int IndexOf(string name)
    {
        uint hash = 2166136261;
        foreach (char c in name) hash = (hash ^ c) * 16777619;
        return (int)((hash ^ (hash >> 16)) % Stripes);
    }
}
