using System.Net;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Endpoints;

/// <summary>Each no: its status, and that its sentence names what to change. What was refused was not published.</summary>
[TestClass]
public sealed class RefusalTests
{
    [TestMethod]
    [DataRow("", "subscribed[news]=0", DisplayName = "nothing is asked")]
    [DataRow("?", "subscribed[news]=0")]
    [DataRow("?&&", "subscribed[news]=0")]
    [DataRow("?subscribed=news", "subscribed[news]=0", DisplayName = "no brackets")]
    [DataRow("?subscribed[]=0", "at least one character")]
    [DataRow("?publish=", "at least one character")]
    [DataRow("?publish", "at least one character")]
    [DataRow("?subscribed[a%0Ab]=0", "control character")]
    [DataRow("?publish=a%00b", "control character")]
    [DataRow("?publish=a%C2%85b", "control character", DisplayName = "a control character beyond ASCII")]
    [DataRow("?subscribed[a]=yesterday", "send 0")]
    [DataRow("?subscribed[a]=1e9", "send 0")]
    [DataRow("?subscribed[a]=1,5", "send 0")]
    [DataRow("?subscribed[a]=+1", "send 0")]
    [DataRow("?subscribed[a]=NaN", "send 0")]
    [DataRow("?subscribed[a]=-1.5", "send 0")]
    [DataRow("?subscribed[a]=99999999999.5", "send 0", DisplayName = "a stamp after the last one there is")]
    [DataRow("?subscribed[a]=0&subscribed[b]=x", "channel 'b'", DisplayName = "one mistake among others")]
    public async Task Mistake_InARequest_IsExplained(string query, string says)
    {
        await using CometServer server = await CometServer.StartAsync();
        using HttpResponseMessage answer = await server.Client.GetAsync(new Uri("/comet" + query, UriKind.Relative));
        Assert.Contains(says, await Problem.AssertAsync(answer, HttpStatusCode.BadRequest));
        AssertNothingWasPublished(server);
    }

    [TestMethod]
    [DataRow("publish=@all", HttpStatusCode.Forbidden)]
    [DataRow("publish=@user.42", HttpStatusCode.Forbidden)]
    [DataRow("publish=%40all&data=x", HttpStatusCode.Forbidden)]
    [DataRow("channel=@all&msg=x", HttpStatusCode.Forbidden)]
    [DataRow("subscribed[@user.42]=0", HttpStatusCode.Unauthorized)]
    [DataRow("subscribed[a]=0&subscribed[@me]=1.5", HttpStatusCode.Unauthorized)]
    public async Task ReservedChannel_FromOutside_IsRefused(string query, HttpStatusCode status)
    {
        await using CometServer server = await CometServer.StartAsync();
        using HttpResponseMessage answer = await server.Client.GetAsync("/comet?" + query);
        Assert.Contains("@", await Problem.AssertAsync(answer, status));
        AssertNothingWasPublished(server);
    }

    [TestMethod]
    public async Task Channels_AsManyAsAllowedAndOneMore()
    {
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Options = options =>
            {
                CometServer.ShortHold(options);
                options.Limits.ChannelsPerRequest = 3;
            },
        });
        Assert.StartsWith("""{"s":0""", await server.GetStringAsync("subscribed[a]=0&subscribed[b]=0&subscribed[c]=0&subscribed[a]=0"));
        using HttpResponseMessage answer = await server.Client.GetAsync("/comet?subscribed[a]=0&subscribed[b]=0&subscribed[c]=0&subscribed[d]=0");
        Assert.Contains("at most 3", await Problem.AssertAsync(answer, HttpStatusCode.BadRequest));
    }

    [TestMethod]
    [DataRow("PUT")]
    [DataRow("DELETE")]
    [DataRow("PATCH")]
    public async Task OtherMethods_AreNotAllowed(string method)
    {
        await using CometServer server = await CometServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/comet?publish=news");
        using HttpResponseMessage answer = await server.Client.SendAsync(request);
        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        CollectionAssert.AreEquivalent((string[])["GET", "HEAD", "POST", "CONNECT"], answer.Content.Headers.Allow.ToArray());
        AssertNothingWasPublished(server);
    }

    [TestMethod]
    public async Task PublishByGet_SwitchedOff_IsNotAllowedButPostIs()
    {
        await using CometServer server = await CometServer.StartAsync(new() { Options = options => options.GetPublish = false });
        using HttpResponseMessage refused = await server.Client.GetAsync("/comet?publish=news");
        Assert.Contains("POST", await Problem.AssertAsync(refused, HttpStatusCode.MethodNotAllowed));
        CollectionAssert.AreEqual((string[])["POST"], refused.Content.Headers.Allow.ToArray());
        AssertNothingWasPublished(server);

        using HttpResponseMessage done = await server.Client.PostAsync("/comet?publish=news", content: null);
        Assert.AreEqual("true", await done.Content.ReadAsStringAsync());
    }

    [TestMethod]
    [DataRow("folder")]
    [DataRow("link")]
    public async Task Publish_WhereSomethingElseStands_IsAConflict(string what)
    {
        await using CometServer server = await CometServer.StartAsync();
        string file = server.Directory.FileOf("news");
        if (what == "folder") Directory.CreateDirectory(file);
        else File.CreateSymbolicLink(file, "/dev/null");
        using HttpResponseMessage answer = await server.Client.GetAsync("/comet?publish=news");
        Assert.Contains("not a regular file", await Problem.AssertAsync(answer, HttpStatusCode.Conflict));
        Assert.IsFalse(answer.Headers.Contains("Comet-Stamp"));
    }

    [TestMethod]
    public async Task Publish_WithoutRoom_IsInsufficientStorageAndLeavesChannelsWorking()
    {
        Needs.Linux();
        using var mount = new MountPoint("tmpfs", "nr_inodes=12,size=64k");
        await using CometServer server = await CometServer.StartAsync(new() { Options = options => options.Directory = mount.Path });
        Assert.AreEqual("true", await server.GetStringAsync("publish=first"));
        mount.Fill();

        using HttpResponseMessage answer = await server.Client.GetAsync("/comet?publish=second");
        Assert.Contains("room", await Problem.AssertAsync(answer, HttpStatusCode.InsufficientStorage));
        Assert.AreEqual("true", await server.GetStringAsync("publish=first"), "a channel that is there can still be touched");
    }

    private static void AssertNothingWasPublished(CometServer server) =>
        Assert.IsEmpty(Directory.GetFiles(server.Directory.Path, "*.comet"));
}
