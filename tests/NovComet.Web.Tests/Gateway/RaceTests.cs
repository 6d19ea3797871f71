using NovComet.Channels;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Gateway;

/// <summary>Another process touches as fast as it can while subscribers come back with what they have.</summary>
[TestClass]
public sealed class RaceTests
{
    private const int Subscribers = 50;
    private const int Touches = 5000;

    [TestMethod]
    public async Task ThousandsOfTouches_EverySubscriberLearnsTheLast()
    {
        string php = Needs.Tool("php", "php-cli");
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory, "--NovComet:Sleep=00:01:00");
        string first = await gateway.Client.PublishAsync("news");
        for (int round = 0; round < TestSettings.Soak; round++)
        {
            var last = new TaskCompletionSource<string>();
            Task<int>[] subscribers = [.. Enumerable.Range(0, Subscribers).Select(_ => FollowAsync(gateway, first, last.Task))];

            string script = $"for ($i = 0; $i < {Touches}; $i++) {{ touch($argv[1]); usleep(mt_rand(0, 300)); }}";
            await ChildProcess.RunAsync(php, "-r", script, directory.FileOf("news"));
            first = Stamp.FromTime(File.GetLastWriteTimeUtc(directory.FileOf("news"))).ToString();
            last.SetResult(first);

            int[] answers = await Task.WhenAll(subscribers).Within("each subscriber learns the last stamp, though the sweep is far");
            Assert.IsGreaterThan(Subscribers * 10, answers.Sum(), "There was no race.");
        }
    }

    /// <summary>Polls with the stamp of the last answer, until that is the last one there is.</summary>
    private static async Task<int> FollowAsync(GatewayProcess gateway, string has, Task<string> last)
    {
        for (int answers = 0; ; answers++)
        {
            Task<GatewayClient.Answer> poll = gateway.Client.PollAsync("news", has);
            if (await Task.WhenAny(poll, last) == last && has == await last) return answers;
            GatewayClient.Answer answer = await poll;
            Assert.IsTrue(answer.IsNews, "The hold ended: what came last was missed.");
            Assert.AreNotEqual(has, answer.Changes["news"]);
            has = answer.Changes["news"];
        }
    }
}
