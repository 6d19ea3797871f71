namespace NovComet.Watching;

/// <summary>The wish for a sweep before its time. Asking several times is the same as asking once.</summary>
internal sealed class SweepRequest
{
    private TaskCompletionSource _asked = New();

    /// <summary>Asks for a sweep that starts later than now. Never waits.</summary>
    public void Ask() => Volatile.Read(ref _asked).TrySetResult();

    /// <summary>Takes what was asked so far as done.</summary>
    /// <returns>Ends as soon as somebody asks from now on.</returns>
    public Task Renew()
    {
        TaskCompletionSource next = New();
        Volatile.Write(ref _asked, next);
        return next.Task;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
