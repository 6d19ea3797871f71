namespace NovComet.Tests.Hub;

/// <summary>Continuations of what is started inside it wait until a test lets them run.</summary>
internal sealed class ManualContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _waiting = new();

    /// <summary>Whether something could go on.</summary>
    public bool HasWork
    {
        get
        {
            lock (_waiting) return _waiting.Count > 0;
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_waiting) _waiting.Enqueue((d, state));
    }

    /// <summary>Starts something whose continuations are to wait.</summary>
    public T Run<T>(Func<T> start)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            return start();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Lets all that waits run, and what follows from it at once.</summary>
    public void RunWaiting()
    {
        while (TryTake(out (SendOrPostCallback Callback, object? State) next))
        {
            Run(() =>
            {
                next.Callback(next.State);
                return true;
            });
        }
    }

    private bool TryTake(out (SendOrPostCallback Callback, object? State) next)
    {
        lock (_waiting) return _waiting.TryDequeue(out next);
    }
}
