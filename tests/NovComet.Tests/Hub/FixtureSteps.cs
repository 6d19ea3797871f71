using Microsoft.Extensions.DependencyInjection;
using NovComet.Channels;
using NovComet.Testing;
using NovComet.Watching;

namespace NovComet.Tests.Hub;

/// <summary>What tests of the whole core do with files and polls.</summary>
internal static class FixtureSteps
{
    public static Task<PollAnswer> PollAsync(this CometFixture fixture, string channel, Position position) =>
        fixture.PollAsync(new Cursor(new ChannelPosition(ChannelName.Parse(channel), position)));

    public static Task<PollAnswer> PollAsync(this CometFixture fixture, Cursor cursor) => fixture.Comet.PollAsync(cursor).AsTask();

    /// <summary>A poll that is held: files are read at once, so it has read the stamps and waits.</summary>
    public static Task<PollAnswer> HeldPoll(this CometFixture fixture, string channel, Position position)
    {
        Task<PollAnswer> poll = fixture.PollAsync(channel, position);
        Assert.IsFalse(poll.IsCompleted, "It is held.");
        return poll;
    }

    public static async Task<PollAnswer> AnswerAsync(this Task<PollAnswer> poll)
    {
        PollAnswer answer = await poll.Within("the answer");
        Assert.AreEqual(PollOutcome.Changed, answer.Outcome);
        return answer;
    }

    public static async Task<Stamp> StampAsync(this Task<PollAnswer> poll) => (await poll.AnswerAsync()).Changes.Single().Stamp;

    public static Stamp StampOf(this CometFixture fixture, string channel)
    {
        string file = fixture.Directory.FileOf(channel);
        return File.Exists(file) ? Stamp.FromTime(File.GetLastWriteTimeUtc(file)) : Stamp.NoFile;
    }

    /// <summary>A sweep of its own, after which all that had happened is told.</summary>
    public static async Task LookAtAllAsync(this CometFixture fixture) =>
        await fixture.Services.GetRequiredService<IChangeSink>().LookAtAllAsync(CancellationToken.None);

    public static void Touch(this CometFixture fixture, string channel, DateTime? at = null)
    {
        string file = fixture.Directory.FileOf(channel);
        File.AppendAllText(file, "");
        File.SetLastWriteTimeUtc(file, at ?? DateTime.UtcNow);
    }
}
