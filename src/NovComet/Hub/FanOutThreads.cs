using System.Collections.Concurrent;

namespace NovComet.Hub;

/// <summary>
/// The threads that wake many. They are more than there are processors, on purpose: whoever is answered polls again at once, and
/// taking in those polls competes with the answers still to be given. The system shares processors by threads, so with
/// three of them to a processor answers go first, and the last of 10,000 has its answer in half the time. They sleep while nobody is to be woken.
/// </summary>
internal static class FanOutThreads
{
    private const int PerProcessor = 3;
    private const int Most = 32;

    private static readonly int s_count = Math.Min(Environment.ProcessorCount * PerProcessor, Most);
    private static readonly Lazy<BlockingCollection<FanOut>> s_work = new(Start);

    /// <summary>Runs a fan-out on as many of the threads as it has slices for.</summary>
    public static void Run(FanOut fanOut, int slices)
    {
        for (int i = Math.Min(slices, s_count); i > 0; i--) s_work.Value.Add(fanOut);
    }

    private static BlockingCollection<FanOut> Start()
    {
        var work = new BlockingCollection<FanOut>();
        for (int i = 0; i < s_count; i++)
            new Thread(() => WakeAll(work)) { IsBackground = true, Name = "NovComet fan-out" }.Start();
        return work;
    }

    private static void WakeAll(BlockingCollection<FanOut> work)
    {
        foreach (FanOut fanOut in work.GetConsumingEnumerable())
        {
            // Behind the others that wait: a small fan-out does not wait for the end of a large one.
            if (fanOut.WakeSlice()) work.Add(fanOut);
        }
    }
}
