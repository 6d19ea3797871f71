namespace NovComet.Client.Http;

/// <summary>Ends what takes too long, or is no longer wanted.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly CancellationToken _unwanted;
    private readonly CancellationTokenRegistration _link;

    public Patience(TimeProvider time, CancellationToken unwanted)
    {
        _over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _unwanted = unwanted;
        _link = unwanted.UnsafeRegister(static over => ((CancellationTokenSource)over!).Cancel(), _over);
    }

    /// <summary>Runs something that may take so long.</summary>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public async ValueTask<T> GiveAsync<T>(TimeSpan limit, Func<CancellationToken, ValueTask<T>> run)
    {
        _over.CancelAfter(limit);
        try
        {
            return await run(_over.Token);
        }
        catch (OperationCanceledException error) when (_over.IsCancellationRequested && !_unwanted.IsCancellationRequested)
        {
            throw new TimeoutException($"The gateway was silent for {limit.TotalSeconds:0.#} s.", error);
        }
        finally
        {
            _over.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _link.Dispose();
        _over.Dispose();
    }
}
