using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>
/// The messages on their way to one channel. Who comes first writes at once; those who come meanwhile wait, and are written together by one
/// call, so that the more publish, the less each costs.
/// </summary>
internal sealed class AppendQueue(LogWriter writer) : IThreadPoolWorkItem
{
    private const int MostTogether = 1024;
    private const int MostBytesTogether = 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<Append> _waiting = [];
    private bool _isBusy;

    /// <summary>The writer of the channel's file.</summary>
    public LogWriter Writer => writer;

    public Task<Stamp> AppendAsync(MessageDraft draft)
    {
        var append = new Append(draft);
        lock (_lock)
        {
            if (_isBusy)
            {
                _waiting.Enqueue(append);
                return append.Task;
            }

            _isBusy = true;
        }

        Write([append]);
        return append.Task;
    }

    void IThreadPoolWorkItem.Execute() => Write(Take());

    private void Write(List<Append> batch)
    {
        writer.Write(batch);
        foreach (Append append in batch) append.Tell();

        // Another turn on another thread: no publisher works for the others for longer than its own message takes.
        if (HasMore()) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool HasMore()
    {
        lock (_lock) return _isBusy = _waiting.Count > 0;
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
