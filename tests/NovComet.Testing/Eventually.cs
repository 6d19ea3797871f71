using System.Diagnostics;

namespace NovComet.Testing;

/// <summary>Waits for what other threads or processes bring about, with a limit, instead of sleeping.</summary>
public static class Eventually
{
    /// <summary>Waits until something is so.</summary>
    public static async Task IsTrueAsync(Func<bool> condition, string what, TimeSpan? patience = null)
    {
        long started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > (patience ?? TestSettings.Patience)) Assert.Fail($"Waited in vain: {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(2));
        }
    }

    /// <summary>Waits for a task, with a limit.</summary>
    public static async Task<T> Within<T>(this Task<T> task, string what, TimeSpan? patience = null)
    {
        if (await Task.WhenAny(task, Task.Delay(patience ?? TestSettings.Patience)) != task) Assert.Fail($"Waited in vain: {what}.");
        return await task;
    }
}
