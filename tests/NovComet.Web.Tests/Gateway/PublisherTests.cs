using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Gateway;

/// <summary>Who touches a file wakes the subscribers of every gateway on the directory.</summary>
[TestClass]
public sealed class PublisherTests
{
    // A sweep would come too late to pass for the watch.
    private const string RareSweep = "--NovComet:Sleep=00:01:00";

    [TestMethod]
    public async Task TouchByShell_WakesBothGateways() =>
        await BothAreWokenAsync((file, _) => ChildProcess.RunAsync("sh", "-c", "touch \"$1\"", "sh", file));

    [TestMethod]
    public async Task TouchByPhp_WakesBothGateways()
    {
        string php = Needs.Tool("php", "php-cli");
        await BothAreWokenAsync((file, _) => ChildProcess.RunAsync(php, "-r", "exit(touch($argv[1]) ? 0 : 1);", file));
    }

    [TestMethod]
    public async Task PublishAtOneGateway_WakesBoth() =>
        await BothAreWokenAsync((_, gateway) => gateway.Client.PublishAsync("news"));

    [TestMethod]
    public async Task RenameOver_WakesBothGateways() =>
        await BothAreWokenAsync((file, _) => ChildProcess.RunAsync("sh", "-c", "echo 1 > \"$1.new\" && mv \"$1.new\" \"$1\"", "sh", file));

    [TestMethod]
    public async Task KilledGateway_TheOtherGoesOn_AndItsCursorsResumeAtANewOne()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess survivor = await GatewayProcess.StartAsync(directory, RareSweep);
        string before;
        await using (GatewayProcess killed = await GatewayProcess.StartAsync(directory, RareSweep))
        {
            before = await killed.Client.PublishAsync("news");
            Task<GatewayClient.Answer> held = killed.Client.PollAsync("news", before);
            await killed.KillAsync();
            await Assert.ThrowsAsync<HttpRequestException>(() => held);
        }

        Task<GatewayClient.Answer> there = survivor.Client.PollAsync("news", before);
        await ChildProcess.RunAsync("touch", directory.FileOf("news"));
        string after = (await there.Within("the surviving gateway answers")).Changes["news"];
        Assert.AreNotEqual(before, after);

        await using GatewayProcess successor = await GatewayProcess.StartAsync(directory, RareSweep);
        GatewayClient.Answer resumed = await successor.Client.PollAsync("news", before).Within("what happened in between is told");
        Assert.AreEqual(after, resumed.Changes["news"]);
        Task<GatewayClient.Answer> upToDate = successor.Client.PollAsync("news", after);
        string next = await survivor.Client.PublishAsync("news");
        Assert.AreEqual(next, (await upToDate.Within("the new gateway tells what comes")).Changes["news"]);
    }

    private static async Task BothAreWokenAsync(Func<string, GatewayProcess, Task> publish)
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess one = await GatewayProcess.StartAsync(directory, RareSweep);
        await using GatewayProcess other = await GatewayProcess.StartAsync(directory, RareSweep);
        string before = await one.Client.PublishAsync("news");
        Task<GatewayClient.Answer>[] polls = [one.Client.PollAsync("news", before), other.Client.PollAsync("news", before)];

        await publish(directory.FileOf("news"), other);

        GatewayClient.Answer[] answers = await Task.WhenAll(polls).Within("both gateways answer");
        Assert.AreNotEqual(before, answers[0].Changes["news"]);
        string now = await one.Client.StampAsync("news");
        foreach (GatewayClient.Answer answer in answers) Assert.AreEqual(now, answer.Changes["news"]);
    }
}
