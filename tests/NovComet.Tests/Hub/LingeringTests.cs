using NovComet.Channels;
using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>A channel with messages is kept in mind between two polls, and not for ever.</summary>
[TestClass]
public sealed class LingeringTests : IDisposable
{
    private readonly MessageStore _store = new();
    private readonly HubRig _rig;

    public LingeringTests()
    {
        _rig = new HubRig(_store);
        _rig.Retention.Age = TimeSpan.FromDays(365 * 200);
    }

    public void Dispose() => _rig.Dispose();

    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(1, 1)]
    [DataRow(3, 2)]
    public async Task Poll_SomeSweepsAfterTheLastOne_ReadsTheLogAnewOnlyAfterAWhile(int sweeps, int wholeReads)
    {
        _store.Publish("a", "1");
        await OnlyMessageAsync();
        for (int i = 0; i < sweeps; i++) await _rig.Topics.LookAtAllAsync(CancellationToken.None);
        await OnlyMessageAsync();

        Assert.AreEqual(wholeReads, _store.WholeReads);
    }

    [TestMethod]
    public async Task Poll_MessageWhileNobodyWasThere_IsToldOfIt()
    {
        _store.Publish("a", "1");
        ChannelEvent first = await OnlyMessageAsync();
        Stamp second = _store.Publish("a", "2");
        using Subscriber next = _rig.Open(new Cursor(new ChannelPosition(ChannelName.Parse("a"), Position.After(first.Stamp))), Lifetime.Poll);

        Turn turn = await next.NextAsync(CancellationToken.None).AsTask().Within("the message");
        Assert.AreEqual(second, turn.News.Single().Messages.Single().Stamp);
    }

    private async Task<ChannelEvent> OnlyMessageAsync()
    {
        using Subscriber poll = _rig.Open(new Cursor(new ChannelPosition(ChannelName.Parse("a"), Position.Last(1))), Lifetime.Poll);
        return (await poll.NextAsync(CancellationToken.None).AsTask().Within("the message")).News.Single().Messages.Single();
    }
}
