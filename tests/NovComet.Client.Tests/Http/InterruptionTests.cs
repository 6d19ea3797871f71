using System.Net.Sockets;
using NovComet.Channels;
using NovComet.Client.Tests.Hosting;

namespace NovComet.Client.Tests.Http;

/// <summary>What an <see cref="HttpClient"/> throws where the network is at fault: none of it ends a subscription or a publish.</summary>
[TestClass]
public sealed class InterruptionTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DataRow(typeof(HttpRequestException))]
    [DataRow(typeof(IOException))]
    [DataRow(typeof(TaskCanceledException), DisplayName = "its own time-out")]
    [DataRow(typeof(SocketException), DisplayName = "reset between connecting and sending")]
    public async Task PublishAndSubscribe_NetworkAtFault_AreTriedAgain(Type fault)
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.Published("1.000001"), Answers.OpenStream("id: a=1.000001\n\n", Answers.Message("a", "2.000002", "1")));
        using var network = new FaultyNetwork(fault);
        using var http = new HttpClient(network) { BaseAddress = gateway.Endpoint };
        using var client = new CometClient(http, Quick.Options());

        Assert.AreEqual("1.000001", (await client.TouchAsync("a", TestContext.CancellationToken)).ToString());
        Assert.HasCount(1, await client.SubscribeAsync(Cursor.Parse("a=1.000001"), TestContext.CancellationToken).TakeAsync(1));
        Assert.AreEqual(2, network.Faults);
    }

    /// <summary>Every other request fails.</summary>
    private sealed class FaultyNetwork(Type fault) : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _requests;

        public int Faults { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_requests++ % 2 == 1) return base.SendAsync(request, cancellationToken);
            Faults++;
            return Task.FromException<HttpResponseMessage>((Exception)Activator.CreateInstance(fault)!);
        }
    }
}
