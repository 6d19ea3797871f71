using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

[TestClass]
public sealed class CometTests
{
    [TestMethod]
    public async Task PollAsync_TouchWhileHeld_AnswersWithTheStampOfTheTouch()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        Task<PollAnswer> poll = fixture.Comet.PollAsync(Cursor.FromNow(["news"])).AsTask();

        Stamp stamp = await fixture.Comet.TouchAsync("news");

        PollAnswer answer = await poll.Within("the answer");
        Assert.AreEqual(PollOutcome.Changed, answer.Outcome);
        Assert.AreEqual(stamp, answer.Changes.Single().Stamp);
    }
}
