using System.Net;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Tests.Endpoints;

[TestClass]
public sealed class PresenceTests
{
    [TestMethod]
    public async Task Presence_UserAndNobody_CountsBothAndNamesTheUser()
    {
        await using CometServer server = await CometServer.StartAsync();
        using Subscriber ann = Open(server, "a\"n");
        using Subscriber nobody = Open(server, null);

        Assert.AreEqual("""{"subscribers":2,"users":["a\"n"]}""", await server.GetStringAsync("presence=room"));
        Assert.AreEqual("""{"subscribers":0,"users":[]}""", await server.GetStringAsync("presence=empty"));
    }

    [TestMethod]
    [DataRow("presence=%0a", HttpStatusCode.BadRequest)]
    [DataRow("presence=@user.7", HttpStatusCode.Unauthorized)]
    public async Task Presence_ChannelThatOneMayNotHave_IsRefused(string query, HttpStatusCode status)
    {
        await using CometServer server = await CometServer.StartAsync();
        using HttpResponseMessage answer = await server.Client.GetAsync("/comet?" + query);
        await Problem.AssertAsync(answer, status);
    }

    private static Subscriber Open(CometServer server, string? user) => server.Core.Open(
        Subscription.Of(Cursor.FromNow(["room"])), Lifetime.Stream, TaskCreationOptions.RunContinuationsAsynchronously, user);
}
