using System.Net;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Gateway;

/// <summary>The gateway is told to end while it holds.</summary>
[TestClass]
public sealed class ShutdownTests
{
    private const int Held = 1000;

    [TestMethod]
    public async Task Terminate_ThousandHeldPolls_AllAreAnswered_AndTheProcessIsGone()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory, "--NovComet:Sleep=00:01:00", $"--NovComet:Limits:Subscribers={Held}");

        // A position of each kind: half of the answers have to tell where their channel stands.
        Task<GatewayClient.Answer>[] polls = [.. Enumerable.Range(0, Held).Select(i => HoldAsync(gateway, $"c{i % 10}", i % 2 == 0 ? "0" : "0.000001"))];
        await IsFullAsync(gateway);
        Assert.IsFalse(polls.Any(poll => poll.IsCompleted));

        int exitCode = await gateway.StopAsync(TimeSpan.FromSeconds(5));
        GatewayClient.Answer[] answers = await Task.WhenAll(polls);

        Assert.AreEqual(0, exitCode, gateway.Log);
        Assert.IsFalse(answers.Any(answer => answer.IsNews));
        Assert.AreEqual(Held / 2, answers.Count(answer => answer.Positions.Values.SequenceEqual(["0.000001"])));
    }

    /// <summary>A poll that comes again when the gateway is full: the test's own look at that takes a place for a moment.</summary>
    private static async Task<GatewayClient.Answer> HoldAsync(GatewayProcess gateway, string channel, string position)
    {
        while (true)
        {
            try
            {
                return await gateway.Client.PollAsync(channel, position);
            }
            catch (HttpRequestException error) when (error.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
            }
        }
    }

    /// <summary>
    /// Waits until the gateway holds as many as it may: only then it refuses one more. A poll that is answered at once has left its
    /// place when the answer comes, so that only those who are held count.
    /// </summary>
    private static async Task IsFullAsync(GatewayProcess gateway)
    {
        using var limit = new CancellationTokenSource(TestSettings.Patience);
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                await gateway.Client.StampAsync("probe");
            }
            catch (HttpRequestException error) when (error.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                return;
            }
        }
    }
}
