using System.Runtime.Versioning;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>Everything that can happen to a channel's file while a poll is held on it.</summary>
[TestClass]
public sealed class FileTimeTests
{
    private static readonly Position s_noFile = Position.After(Stamp.NoFile);

    [TestMethod]
    [DataRow(DetectionMode.Watch)]
    [DataRow(DetectionMode.Sweep)]
    public async Task Poll_TimeSetBackAndForwardByHours_IsAnsweredEachTime(DetectionMode detection)
    {
        await using CometFixture fixture = await StartAsync(detection);
        fixture.Touch("a");
        Stamp has = fixture.StampOf("a");
        foreach (int hours in new[] { -3, -2, 5, 4, -100, 0 })
        {
            Task<PollAnswer> poll = fixture.HeldPoll("a", Position.After(has));
            fixture.Touch("a", DateTime.UtcNow.AddHours(hours));
            has = await LastStampAsync(fixture, poll);
        }
    }

    [TestMethod]
    [DataRow(DetectionMode.Watch)]
    [DataRow(DetectionMode.ChangeToken)]
    [DataRow(DetectionMode.Sweep)]
    public async Task Poll_FileCreatedEmptyReplacedAndRemoved_IsAnsweredEachTime(DetectionMode detection)
    {
        await using CometFixture fixture = await StartAsync(detection);
        string file = fixture.Directory.FileOf("a");
        string other = Path.Combine(fixture.Directory.Path, "other");
        await File.WriteAllTextAsync(other, "");
        File.SetLastWriteTimeUtc(other, new DateTime(2020, 5, 4, 3, 2, 1, DateTimeKind.Utc));

        Task<PollAnswer> poll = fixture.HeldPoll("a", s_noFile);
        File.Create(file).Dispose();
        Stamp created = await LastStampAsync(fixture, poll);

        poll = fixture.HeldPoll("a", Position.After(created));
        File.Move(other, file, overwrite: true);
        Stamp replaced = await LastStampAsync(fixture, poll);
        Assert.AreEqual(1588561321_000001, replaced.Microseconds, "A whole second counts one microsecond more.");

        poll = fixture.HeldPoll("a", Position.After(replaced));
        File.Delete(file);
        Assert.AreEqual(Stamp.NoFile, await poll.StampAsync());
    }

    [TestMethod]
    [UnsupportedOSPlatform("windows")]
    public async Task Poll_ModeChanged_IsHeldOn()
    {
        Needs.Linux();
        await using CometFixture fixture = await StartAsync(DetectionMode.Watch);
        fixture.Touch("a");
        Task<PollAnswer> poll = fixture.HeldPoll("a", Position.After(fixture.StampOf("a")));

        File.SetUnixFileMode(fixture.Directory.FileOf("a"), UnixFileMode.UserRead);
        await fixture.LookAtAllAsync();
        Assert.IsFalse(poll.IsCompleted, "Its stamp is the same.");

        Stamp touched = await fixture.Comet.TouchAsync("a");
        Assert.AreEqual(touched, await poll.StampAsync());
    }

    [TestMethod]
    [DataRow(DetectionMode.Watch)]
    [DataRow(DetectionMode.Sweep)]
    public async Task Poll_DirectoryRemovedAndMadeAgain_AHundredTimes_LearnsEachTouch(DetectionMode detection)
    {
        await using CometFixture fixture = await StartAsync(detection);
        for (int i = 0; i < 100; i++)
        {
            Task<PollAnswer> poll = fixture.HeldPoll("a", s_noFile);
            fixture.Touch("a");
            Stamp touched = await LastStampAsync(fixture, poll);

            poll = fixture.HeldPoll("a", Position.After(touched));
            Directory.Delete(fixture.Directory.Path, recursive: true);
            Assert.AreEqual(Stamp.NoFile, await poll.StampAsync());
            Directory.CreateDirectory(fixture.Directory.Path);
        }
    }

    private static Task<CometFixture> StartAsync(DetectionMode detection) => CometFixture.StartAsync(options =>
    {
        options.Detection = detection;
        options.Sleep = TimeSpan.FromMilliseconds(20);
        options.Tries = 1_000;
    });

    /// <summary>A file that is made and then given a time is two changes: what counts is that the last one is learned.</summary>
    private static async Task<Stamp> LastStampAsync(CometFixture fixture, Task<PollAnswer> poll)
    {
        Stamp last = fixture.StampOf("a");
        PollAnswer answer = await poll.AnswerAsync();
        while (answer.Changes.Single().Stamp != last) answer = await fixture.PollAsync(answer.Cursor).AnswerAsync();
        return last;
    }
}
