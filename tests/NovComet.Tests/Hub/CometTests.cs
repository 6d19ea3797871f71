using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

[TestClass]
public sealed class CometTests(TestContext context)
{
    [TestMethod]
    public async Task PollAsync_TouchWhileHeld_AnswersWithTheStampOfTheTouch()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        Task<PollAnswer> poll = fixture.HeldPoll("news", Position.Now);

        Stamp stamp = await fixture.Comet.TouchAsync("news", context.CancellationToken);

        Assert.AreEqual(stamp, await poll.StampAsync());
    }

    [TestMethod]
    public async Task PollAsync_SeveralChannels_TellsTheChangedOneAndWhereAllStand()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        Stamp a = await fixture.Comet.TouchAsync("a", context.CancellationToken);
        Task<PollAnswer> poll = fixture.PollAsync(Cursor.FromNow(["a", "b", "c"]));

        Stamp b = await fixture.Comet.TouchAsync("b", context.CancellationToken);

        PollAnswer answer = await poll.AnswerAsync();
        Assert.AreEqual($"b {b}", answer.Changes.Single().ToString());
        Assert.AreEqual($"a={a}&b={b}&c={Stamp.NoFile}", answer.Cursor.ToString());
    }

    [TestMethod]
    public async Task PollAsync_StampThatWasNeverIssued_IsAnsweredWithTheOneThatCounts()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        Stamp stamp = await fixture.Comet.TouchAsync("a", context.CancellationToken);
        foreach (long never in new[] { 2L, stamp.Microseconds - 1, stamp.Microseconds + 1, Stamp.Max.Microseconds })
            Assert.AreEqual(stamp, await fixture.PollAsync("a", Position.After(Stamp.FromMicroseconds(never))).StampAsync());
    }

    [TestMethod]
    public async Task PollAsync_NothingChanges_EndsWithTheHold()
    {
        await using CometFixture fixture = await CometFixture.StartAsync(options => (options.Sleep, options.Tries) = (TimeSpan.FromMilliseconds(20), 5));
        Stamp stamp = await fixture.Comet.TouchAsync("a", context.CancellationToken);

        PollAnswer answer = await fixture.HeldPoll("a", Position.Now).Within("the end of the hold");

        Assert.AreEqual(PollOutcome.HoldEnded, answer.Outcome);
        Assert.IsEmpty(answer.Changes);
        Assert.AreEqual(Position.After(stamp), answer.Cursor[0].Position);
    }

    [TestMethod]
    public async Task PollAsync_Cancelled_ThrowsAndIsNotHeldAnyMore()
    {
        await using CometFixture fixture = await CometFixture.StartAsync(options => options.Limits.Subscribers = 1);
        using var cancelling = new CancellationTokenSource();
        Task<PollAnswer> poll = fixture.Comet.PollAsync(Cursor.FromNow(["a"]), cancelling.Token).AsTask();
        await Assert.ThrowsExactlyAsync<SubscriberLimitException>(() => fixture.PollAsync("b", Position.Now));

        await cancelling.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => poll);
        await Assert.ThrowsAsync<OperationCanceledException>(() => fixture.Comet.PollAsync(Cursor.FromNow(["a"]), cancelling.Token).AsTask());
        Assert.IsFalse(fixture.HeldPoll("b", Position.Now).IsCompleted);
    }

    [TestMethod]
    public async Task PollAsync_MoreChannelsThanAllowed_SaysWhichSettingCounts()
    {
        await using CometFixture fixture = await CometFixture.StartAsync(options => options.Limits.ChannelsPerRequest = 2);
        ArgumentException refusal = await Assert.ThrowsExactlyAsync<ArgumentException>(() => fixture.PollAsync(Cursor.FromNow(["a", "b", "c"])));
        StringAssert.Contains(refusal.Message, "NovComet:Limits:ChannelsPerRequest", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task StopAsync_PollsAndStreamsAreHeld_AllEnd()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        Task<PollAnswer>[] polls = [.. Enumerable.Range(0, 500).Select(i => fixture.HeldPoll($"channel {i}", Position.Now))];
        IAsyncEnumerator<ChannelEvent> stream = fixture.Comet.SubscribeAsync(["a"], context.CancellationToken).GetAsyncEnumerator(context.CancellationToken);
        Task<bool> next = stream.MoveNextAsync().AsTask();

        await fixture.StopAsync();

        foreach (Task<PollAnswer> poll in polls) Assert.AreEqual(PollOutcome.Stopping, (await poll.Within("the end")).Outcome);
        Assert.IsFalse(await next.Within("the stream's end"));
        Assert.AreEqual(PollOutcome.Stopping, (await fixture.PollAsync("late", Position.Now).Within("the end")).Outcome);
    }

    [TestMethod]
    public async Task SubscribeAsync_FromACursor_TellsWhatWasMissedAndThenWhatComes()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        Stamp missed = await fixture.Comet.TouchAsync("a", context.CancellationToken);
        var cursor = new Cursor(new ChannelPosition(ChannelName.Parse("a"), Position.After(Stamp.NoFile)));
        await using IAsyncEnumerator<ChannelEvent> stream = fixture.Comet.SubscribeAsync(cursor, context.CancellationToken).GetAsyncEnumerator(context.CancellationToken);

        Assert.IsTrue(await stream.MoveNextAsync());
        Assert.AreEqual(missed, stream.Current.Stamp);
        for (int i = 0; i < 100; i++)
        {
            Stamp stamp = await fixture.Comet.TouchAsync("a", context.CancellationToken);
            do Assert.IsTrue(await stream.MoveNextAsync().AsTask().Within("the change"));
            while (stream.Current.Stamp != stamp);
        }
    }
}
