using NovComet.Load.Measuring;
using NovComet.Load.Native;

namespace NovComet.Load.Messages;

/// <summary>
/// Who has received what. Each publisher numbers its messages, and each subscriber must see the numbers of each publisher one after
/// the other: one that is left out is missing, and one that comes late or twice is wrong.
/// </summary>
internal sealed class MessageLedger(int subscribers, int publishers)
{
    /// <summary>How far publishers may be ahead of the slowest subscriber: what is on its way is remembered in rings of this size.</summary>
    public const int MostOnTheirWay = 4096;

    private readonly int[] _expected = new int[subscribers * publishers];
    private readonly int[] _published = new int[publishers];
    private readonly long[] _publishedAt = new long[publishers * MostOnTheirWay];
    private readonly int[] _received = new int[subscribers];
    private readonly int[] _receivers = new int[MostOnTheirWay];

    public LatencyHistogram Latency { get; } = new();

    public MessageTally Tally { get; } = new();

    /// <summary>All that were published.</summary>
    public int Published { get; private set; }

    /// <summary>How many messages every subscriber has.</summary>
    public int HadByAll { get; private set; }

    /// <summary>When the last of the messages was received that every subscriber has.</summary>
    public long HadByAllAt { get; private set; }

    public int OnTheirWay => subscribers == 0 ? 0 : Published - HadByAll;

    /// <summary>Deliveries that are still owed.</summary>
    public long Owed => (long)Published * subscribers - _received.Sum(count => (long)count);

    /// <summary>Takes the next number of a publisher.</summary>
    public int Publish(int publisher)
    {
        var number = _published[publisher]++;
        _publishedAt[publisher * MostOnTheirWay + number % MostOnTheirWay] = Clock.Now;
        Published++;
        return number;
    }

    /// <summary>Latencies of all messages that are on their way count from now.</summary>
    public void Retime() => Array.Fill(_publishedAt, Clock.Now);

    public void Received(int subscriber, int publisher, int number, long at)
    {
        ref var expected = ref _expected[subscriber * publishers + publisher];
        if (number < expected || number >= _published[publisher])
        {
            Tally.Wrong++;
            return;
        }

        Tally.Missing += number - expected;
        for (; expected <= number; expected++) CountUp(subscriber, at);
        Tally.Deliveries++;
        Latency.Record(at - _publishedAt[publisher * MostOnTheirWay + number % MostOnTheirWay]);
    }

    private void CountUp(int subscriber, long at)
    {
        _receivers[++_received[subscriber] % MostOnTheirWay]++;
        while (_receivers[(HadByAll + 1) % MostOnTheirWay] == subscribers)
        {
            _receivers[++HadByAll % MostOnTheirWay] = 0;
            HadByAllAt = at;
        }
    }
}
