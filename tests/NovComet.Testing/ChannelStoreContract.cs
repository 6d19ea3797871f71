using System.Diagnostics;
using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Testing;

/// <summary>What every store of channels promises. Each store has a class that derives from this one and adds what is its own.</summary>
public abstract class ChannelStoreContract
{
    private protected static readonly ChannelName s_news = ChannelName.Parse("news");
    private protected static readonly ChannelName s_other = ChannelName.Parse("other");

    /// <summary>Opens a store. The stores that one test opens stand for gateways that share one place.</summary>
    internal abstract IChannelStore Open();

    /// <summary>Changes a channel as another program would that does not know of gateways.</summary>
    internal abstract void ChangeFromOutside(ChannelName channel);

    /// <summary>Takes a channel away as another program would.</summary>
    internal abstract void RemoveFromOutside(ChannelName channel);

    [TestMethod]
    public async Task Read_AChannelThatNobodyTouched_IsNoFileForCertain() =>
        Assert.AreEqual(new ChannelReading(Stamp.NoFile, IsSettled: true), await ReadAsync(Open(), s_news));

    [TestMethod]
    public async Task Touch_ANewChannel_ReadersGetItsStamp()
    {
        IChannelStore store = Open();
        Stamp stamp = await TouchAsync(store, s_news);

        Assert.AreNotEqual(Stamp.NoFile, stamp);
        Assert.AreEqual(stamp, await SettledAsync(store, s_news));
    }

    [TestMethod]
    public async Task Touch_AtOnceAfterALook_GivesAnotherStampThanWasSeen()
    {
        IChannelStore store = Open();
        for (int i = 0; i < 40; i++)
        {
            await TouchAsync(store, s_news);
            Stamp seen = (await ReadAsync(store, s_news)).Stamp;
            await TouchAsync(store, s_news);
            Assert.AreNotEqual(seen, await SettledAsync(store, s_news), "The second touch was lost.");
        }
    }

    [TestMethod]
    public async Task Read_BeforeItIsSettled_IssuesAStampThatTheSettledOneDiffersFrom()
    {
        IChannelStore store = Open();
        for (int i = 0; i < 40; i++)
        {
            await TouchAsync(store, s_news);
            ChannelReading reading = await ReadAsync(store, s_news);
            Stamp settled = await SettledAsync(store, s_news);
            Assert.AreEqual(reading.IsSettled, reading.Stamp == settled);
        }
    }

    [TestMethod]
    public async Task Touch_OneChannel_LeavesTheOthersAlone()
    {
        IChannelStore store = Open();
        Stamp other = await TouchAsync(store, s_other);
        await SettledAsync(store, s_other);
        await TouchAsync(store, s_news);

        Assert.AreEqual(other, await SettledAsync(store, s_other));
    }

    [TestMethod]
    public async Task Touch_HostileNames_AreChannelsOfTheirOwn()
    {
        IChannelStore store = Open();
        string longest = new('x', ChannelName.MaxEncodedLength);
        string[] names = ["../x", "x", "X", ".x", "..", "/x", "x/", "%2E%2E%2Fx", "x ", "é", "e\u0301", "🚀", "*", "'; --", longest, longest[1..]];
        foreach (string name in names)
        {
            Assert.AreEqual(Stamp.NoFile, await SettledAsync(store, ChannelName.Parse(name)), $"'{name}' shares its place with another name.");
            await TouchAsync(store, ChannelName.Parse(name));
        }
    }

    [TestMethod]
    public async Task Touch_ByManyAtOnce_LeavesTheStampOfOneOfThem()
    {
        IChannelStore store = Open();
        Stamp[] stamps = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => TouchAsync(store, s_news))));

        Assert.Contains(await SettledAsync(store, s_news), stamps);
    }

    [TestMethod]
    public async Task Change_FromOutside_IsReadAtOnce()
    {
        IChannelStore store = Open();
        ChangeFromOutside(s_news);
        Stamp first = await SettledAsync(store, s_news);
        ChangeFromOutside(s_news);

        Assert.AreNotEqual(Stamp.NoFile, first);
        Assert.AreNotEqual(first, (await ReadAsync(store, s_news)).Stamp);
    }

    [TestMethod]
    public async Task Removal_FromOutside_IsReadAtOnceAndNotForEver()
    {
        IChannelStore store = Open();
        await TouchAsync(store, s_news);
        RemoveFromOutside(s_news);
        Assert.AreEqual(Stamp.NoFile, (await ReadAsync(store, s_news)).Stamp);

        Stamp again = await TouchAsync(store, s_news);
        Assert.AreEqual(again, await SettledAsync(store, s_news));
    }

    [TestMethod]
    public async Task TwoStores_OfOnePlace_SeeEachOthersTouches()
    {
        IChannelStore one = Open();
        IChannelStore two = Open();

        Stamp first = await TouchAsync(one, s_news);
        Assert.AreEqual(first, await SettledAsync(two, s_news));
        Stamp second = await TouchAsync(two, s_news);
        Assert.AreEqual(second, await SettledAsync(one, s_news));
        Assert.AreNotEqual(first, second);
    }

    /// <summary>The stamp once it is certain, waited for as the store asks its readers to.</summary>
    private protected static async Task<Stamp> SettledAsync(IChannelStore store, ChannelName channel, LogReading? known = null)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            ChannelReading reading = await ReadAsync(store, channel, known);
            if (reading.IsSettled) return reading.Stamp;
            Assert.IsLessThan(TestSettings.Patience, Stopwatch.GetElapsedTime(started), "The reading never settles.");
            await Task.Delay(store.SettleTime);
        }
    }

    private protected static Task<ChannelReading> ReadAsync(IChannelStore store, ChannelName channel, LogReading? known = null) =>
        store.ReadAsync(channel, known, CancellationToken.None).AsTask();

    private protected static Task<Stamp> TouchAsync(IChannelStore store, ChannelName channel) => store.TouchAsync(channel, CancellationToken.None).AsTask();
}
