using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>
/// The messages on their way to one channel. On a quiet channel a publisher writes its own at once. On a busy one they wait for a thread of their
/// own, and all that came until it starts is written together by one call: so the more publish, the less each costs.
/// </summary>
internal sealed class AppendQueue(LogWriter writer, TimeProvider time) : IThreadPoolWorkItem
{
    private const int MostTogether = 1024;
    private const int MostBytesTogether = 1024 * 1024;

    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<Append> _waiting = [];
    private bool _isBusy;
    private long? _wroteAt;

    /// <summary>The writer of the channel's file.</summary>
    public LogWriter Writer => writer;

    public Task<Stamp> AppendAsync(MessageDraft draft)
    {
        var append = new Append(draft);
        bool isQuiet;
        lock (_lock)
        {
            _waiting.Enqueue(append);
            if (_isBusy) return append.Task;
            _isBusy = true;
            isQuiet = _wroteAt is not { } at || time.GetElapsedTime(at) > s_quiet;
        }

        // One publisher that wrote each of its messages at once would leave the others no turn.
        if (isQuiet) Write(Take());
        else ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return append.Task;
    }

    void IThreadPoolWorkItem.Execute() => Write(Take());

    private void Write(List<Append> batch)
    {
        try
        {
            writer.Write(batch);
        }
        catch (Exception error)
        {
            // A store that is being disposed of, say: on a thread of the pool only the publishers can be told.
            foreach (Append append in batch) append.Refusal ??= error;
        }

        bool hasMore = HasMore();
        foreach (Append append in batch) append.Tell();
        if (hasMore) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool HasMore()
    {
        lock (_lock)
        {
            _wroteAt = time.GetTimestamp();
            return _isBusy = _waiting.Count > 0;
        }
    }

    private List<Append> Take()
    {
        var batch = new List<Append>();
        HashSet<string>? keys = null;
        long bytes = 0;
        lock (_lock)
        {
            while (batch.Count < MostTogether && _waiting.TryPeek(out Append? next))
            {
                bytes += next.Draft.Content.Json.Length;
                if (batch.Count > 0 && bytes > MostBytesTogether) break;

                // The same message once more waits until it is clear what became of the first.
                if (next.Draft.IdempotencyKey is { } key && !(keys ??= []).Add(key)) break;
                batch.Add(_waiting.Dequeue());
            }
        }

        return batch;
    }
}
