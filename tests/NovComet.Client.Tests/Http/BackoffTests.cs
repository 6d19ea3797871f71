using NovComet.Client.Http;

namespace NovComet.Client.Tests.Http;

[TestClass]
public sealed class BackoffTests
{
    private static readonly CometClientOptions s_options = new() { ReconnectDelay = TimeSpan.FromSeconds(1), MaxReconnectDelay = TimeSpan.FromSeconds(30) };

    [TestMethod]
    public void Next_FailureAfterFailure_DoublesUpToTheLongest_AndIsSpread()
    {
        var backoff = new Backoff(s_options);
        foreach (int seconds in (int[])[1, 2, 4, 8, 16, 30, 30]) AssertAbout(seconds, backoff.Next(null));
        for (int i = 0; i < 5_000; i++) AssertAbout(30, backoff.Next(null));

        TimeSpan[] firsts = [.. Enumerable.Range(0, 20).Select(_ => new Backoff(s_options).Next(null))];
        Assert.IsGreaterThan(10, firsts.Distinct().Count());
    }

    [TestMethod]
    public void Next_AfterAnAnswer_IsTheFirstWaitAgain()
    {
        var backoff = new Backoff(s_options);
        backoff.Next(null);
        backoff.Next(null);
        backoff.Reset();
        AssertAbout(1, backoff.Next(null));
    }

    [TestMethod]
    [DataRow(5, 5)]
    [DataRow(1000, 30)]
    [DataRow(0, 1)]
    public void Next_WithTheStreamsRetry_WaitsThatLong_ButNotForEver(int retry, int wait) =>
        AssertAbout(wait, new Backoff(s_options) { Retry = TimeSpan.FromSeconds(retry) }.Next(null));

    [TestMethod]
    [DataRow(120, 120)]
    [DataRow(-3, 1)]
    [DataRow(1_000_000, 3600)]
    public void Next_WithRetryAfter_WaitsAtLeastThatLong(int retryAfter, int wait) =>
        AssertAbout(wait, new Backoff(s_options).Next(new Interruption("busy") { RetryAfter = TimeSpan.FromSeconds(retryAfter) }));

    private static void AssertAbout(int seconds, TimeSpan wait)
    {
        Assert.IsGreaterThanOrEqualTo(seconds, wait.TotalSeconds);
        Assert.IsLessThanOrEqualTo(seconds * 1.5, wait.TotalSeconds);
    }
}
