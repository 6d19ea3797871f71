using System.Text;
using NovComet.Channels;
using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>A subscriber's turns on channels that have messages.</summary>
[TestClass]
public sealed class SubscriberMessageTests : IDisposable
{
    private const string Session = "0123456789abcdef";

    private readonly MessageStore _store = new();
    private readonly HubRig _rig;

    public SubscriberMessageTests()
    {
        _rig = new HubRig(_store);

        // The store's stamps count up from 1970.
        _rig.Retention.Age = TimeSpan.FromDays(365 * 200);
    }

    public void Dispose() => _rig.Dispose();

    [TestMethod]
    public async Task NextAsync_MessagesWhileItDoesNotLook_AllComeInOneTurnAndInOrder()
    {
        using Subscriber stream = _rig.OpenStream("a");
        Task<Turn> turn = Turn(stream);
        Publish("a", "1");
        Assert.AreEqual("a:1", Text(await turn.Within("the first message")));
        for (int i = 2; i <= 4; i++) _store.Publish("a", $"{i}");
        Publish("a", "5");

        Assert.AreEqual("a:2 a:3 a:4 a:5", Text(await Turn(stream).Within("the others")));
    }

    [TestMethod]
    [DataRow("-2", "a:2 a:3")]
    [DataRow("earliest", "a:1 a:2 a:3")]
    [DataRow("-99", "a:1 a:2 a:3")]
    public async Task NextAsync_FromTheLastMessages_BringsThemAtOnceWithoutGap(string position, string expected)
    {
        for (int i = 1; i <= 3; i++) _store.Publish("a", $"{i}");
        Assert.IsTrue(Position.TryParse(position, out Position parsed));
        using Subscriber stream = _rig.Open(new Cursor(new ChannelPosition(ChannelName.Parse("a"), parsed)), Lifetime.Stream);

        Turn turn = await Turn(stream).Within("the messages");

        Assert.AreEqual(expected, Text(turn));
        Assert.IsNull(turn.News[0].Gap);
    }

    [TestMethod]
    public async Task NextAsync_ManyAtOneStamp_ShareWhatTheyAreTold()
    {
        using Subscriber one = _rig.OpenStream("a");
        using Subscriber two = _rig.OpenStream("a");
        (Task<Turn> first, Task<Turn> second) = (Turn(one), Turn(two));
        Publish("a", "1");

        Assert.AreSame((await first.WaitAsync(TestSettings.Patience)).News[0], (await second.Within("the message")).News[0]);
    }

    [TestMethod]
    public async Task NextAsync_MessageThatItsSessionIsNotToGet_MovesTheCursorOnly()
    {
        using Subscriber own = _rig.OpenStream("a", $"@session.{Session}");
        using Subscriber other = _rig.OpenStream("a", "@session.fedcba9876543210");
        (Task<Turn> mine, Task<Turn> theirs) = (Turn(own), Turn(other));
        Publish("a", "1", SessionId.HashOf(Session));
        Stamp last = Publish("a", "2");

        Assert.AreEqual("a:1 a:2", Text(await UntilAsync(other, theirs, last)));
        Assert.AreEqual("a:2", Text(await UntilAsync(own, mine, last)));
    }

    [TestMethod]
    public async Task Resubscribe_WhileItWaits_BringsTheNewChannelsAndNotTheOld()
    {
        using Subscriber stream = _rig.OpenStream("a", "b");
        Task<Turn> turn = Turn(stream);
        Task asked = stream.ResubscribeAsync([New("c", Position.Earliest)], [ChannelName.Parse("a")]);
        Assert.AreEqual(WakeReason.Resubscribed, (await turn.Within("the new channels")).Reason);
        await asked.WaitAsync(TestSettings.Patience);
        Assert.AreEqual("b c", string.Join(' ', stream.Cursor.Select(position => position.Channel)));

        Publish("a", "lost");
        Publish("c", "3");
        Assert.AreEqual("c:3", Text(await Turn(stream).Within("the message")));
        Assert.AreEqual(0, _rig.Topics.SubscribersOf(ChannelName.Parse("a")));
    }

    [TestMethod]
    public async Task Resubscribe_SameChannelAtAnotherPosition_StandsThere()
    {
        for (int i = 1; i <= 3; i++) _store.Publish("a", $"{i}");
        using Subscriber stream = _rig.OpenStream("a");
        Task<Turn> turn = Turn(stream);
        _ = stream.ResubscribeAsync([New("a", Position.Last(2))], []);
        await turn.Within("the change");

        Assert.AreEqual("a:2 a:3", Text(await Turn(stream).Within("the messages")));
        Assert.AreEqual(1, _rig.Topics.SubscribersOf(ChannelName.Parse("a")));
    }

    [TestMethod]
    public async Task Resubscribe_AgainBeforeItTakesATurn_Waits()
    {
        using Subscriber stream = _rig.OpenStream("a");
        Task first = stream.ResubscribeAsync([New("b", Position.Now)], []);
        Task second = stream.ResubscribeAsync([New("c", Position.Now)], [ChannelName.Parse("b")]);

        Assert.AreEqual(WakeReason.Resubscribed, (await Turn(stream).Within("the first change")).Reason);
        Assert.AreEqual("a b", string.Join(' ', stream.Cursor.Select(position => position.Channel)));
        await first.WaitAsync(TestSettings.Patience);
        Assert.IsFalse(second.IsCompleted, "Otherwise who takes no turns could ask without end.");
        Assert.AreEqual(WakeReason.Resubscribed, (await Turn(stream).Within("the second change")).Reason);
        await second.WaitAsync(TestSettings.Patience);
        Assert.AreEqual("a c", string.Join(' ', stream.Cursor.Select(position => position.Channel)));
    }

    [TestMethod]
    public async Task Resubscribe_WhenTheSubscriberIsGone_Ends()
    {
        Subscriber stream = _rig.OpenStream("a");
        Task before = stream.ResubscribeAsync([New("b", Position.Now)], []);
        stream.Dispose();
        await before.WaitAsync(TestSettings.Patience);
        await stream.ResubscribeAsync([New("c", Position.Now)], []).WaitAsync(TestSettings.Patience);
        Assert.AreEqual(0, _rig.Topics.SubscribersOf(ChannelName.Parse("c")));
    }

    [TestMethod]
    public async Task NextAsync_NewsWithoutEnd_StillHasItsEnd()
    {
        using Subscriber stream = _rig.OpenStream("a");
        await FillAsync(stream);
        stream.Wake(WakeReason.Stopping);
        for (int turns = 0; turns < 3; turns++)
        {
            Turn turn = await Turn(stream).Within("a turn");
            if (turn.Reason == WakeReason.Stopping) return;
            await FillAsync(stream);
        }

        Assert.Fail("What comes without end kept it from ending.");
    }

    [TestMethod]
    public async Task NextAsync_BusyChannelBeforeAQuietOne_BothHaveTheirTurn()
    {
        using Subscriber stream = _rig.OpenStream("a", "b");
        _rig.Retention.Bytes = 100_000_000;
        await stream.ArmAsync();
        string large = $"\"{new string('x', 300_000)}\"";
        Publish("b", "1");
        for (int turns = 0; turns < 3; turns++)
        {
            Publish("a", large);
            await _rig.Topics.LookAtAllAsync(CancellationToken.None);
            Turn turn = await Turn(stream).Within("a turn");
            if (turn.News.Any(news => news.Name.Value == "b")) return;
        }

        Assert.Fail("The quiet channel never had its turn.");
    }

    [TestMethod]
    public async Task NextAsync_ChannelUnderAnotherName_IsToldUnderIt()
    {
        var me = new Subscription(ChannelName.Parse("@user.42"), ChannelName.Parse("@me"), Position.Now);
        using var stream = new Subscriber([me], _rig.Topics, _rig.Held, visit: null, Lifetime.Stream, TaskCreationOptions.RunContinuationsAsynchronously);
        Task<Turn> turn = Turn(stream);
        Publish("@user.42", "1");

        Assert.AreEqual("@me", (await turn.Within("the message")).News[0].Name.Value);
        Assert.AreEqual("@me", stream.Cursor[0].Channel.Value);
    }

    /// <summary>Something that the next turn finds at once.</summary>
    private async Task FillAsync(Subscriber stream)
    {
        await stream.ArmAsync();
        _store.Publish("a", "1");
        await _rig.Topics.LookAtAllAsync(CancellationToken.None);
    }

    private static Subscription New(string channel, Position position) => new(ChannelName.Parse(channel), ChannelName.Parse(channel), position);

    private static Task<Turn> Turn(Subscriber subscriber) => subscriber.NextAsync(CancellationToken.None).AsTask();

    private static string Text(Turn turn) =>
        string.Join(' ', turn.News.SelectMany(news => news.Messages.Select(message => $"{news.Name}:{Encoding.UTF8.GetString(message.Json.Span)}")));

    /// <summary>All turns up to a stamp, as one.</summary>
    private static async Task<Turn> UntilAsync(Subscriber subscriber, Task<Turn> turn, Stamp last)
    {
        var news = new List<ChannelNews>();
        do
        {
            news.AddRange((await turn.Within("a message")).News);
            turn = Turn(subscriber);
        }
        while (news[^1].Stamp != last);
        return new Turn(WakeReason.News, news);
    }

    private Stamp Publish(string channel, string json, string? except = null)
    {
        Stamp stamp = _store.Publish(channel, json, except);
        _rig.MayHaveChanged(channel);
        return stamp;
    }
}
