namespace NovComet.Hub;

/// <summary>
/// Lets one refresh run at a time, and makes sure that one starts after the last time that somebody asked, however many ask.
/// </summary>
internal struct RefreshGate
{
    private const int Idle = 0;
    private const int Queued = 1;
    private const int Running = 2;
    private const int AskedWhileRunning = 3;

    private int _state;

    /// <summary>Asks for a refresh.</summary>
    /// <returns>Whether the caller has to queue it; otherwise one that starts later than this call is on its way.</returns>
    public bool Ask()
    {
        while (true)
        {
            int state = Volatile.Read(ref _state);
            int next = state switch { Idle => Queued, Running => AskedWhileRunning, _ => state };

            // Written back also where it stays the same: so the ask is ordered before the start of that refresh.
            if (Interlocked.CompareExchange(ref _state, next, state) == state) return state == Idle;
        }
    }

    /// <summary>Starts the refresh that was queued.</summary>
    public void Start() => Interlocked.Exchange(ref _state, Running);

    /// <summary>Starts a refresh without queueing it.</summary>
    /// <returns>Whether it may start; otherwise another one is on its way.</returns>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Running, Idle) == Idle;

    /// <summary>Ends the refresh that runs.</summary>
    /// <returns>Whether somebody asked meanwhile: then the caller has to queue another one.</returns>
    public bool End()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Running) == Running) return false;
        Volatile.Write(ref _state, Queued);
        return true;
    }
}
