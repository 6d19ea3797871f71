using System.Net;
using System.Security.Claims;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;

namespace NovComet.AspNetCore.Tests.Authorization;

/// <summary>What names with <c>@</c> stand for, without any policy.</summary>
[TestClass]
public sealed class ReservedChannelTests
{
    private const string Session = "@session.0123456789abcdef";

    [TestMethod]
    [DataRow(null, "@me", HttpStatusCode.Unauthorized)]
    [DataRow("sub=42", "@me", HttpStatusCode.OK)]
    [DataRow(ClaimTypes.NameIdentifier + "=42", "@me", HttpStatusCode.OK)]
    [DataRow("name=42", "@me", HttpStatusCode.Forbidden, DisplayName = "signed in, but without an id")]
    [DataRow("sub=a%0Ab", "@me", HttpStatusCode.Forbidden, DisplayName = "an id with a control character")]
    [DataRow("sub=", "@me", HttpStatusCode.Forbidden, DisplayName = "an empty id")]
    [DataRow(null, "@user.42", HttpStatusCode.Unauthorized)]
    [DataRow("sub=42", "@user.42", HttpStatusCode.OK)]
    [DataRow("sub=7", "@user.42", HttpStatusCode.Forbidden)]
    [DataRow("sub=42;" + ClaimTypes.NameIdentifier + "=7", "@user.42", HttpStatusCode.Forbidden, DisplayName = "the first claim counts")]
    [DataRow("name=42", "@user.42", HttpStatusCode.Forbidden)]
    [DataRow("sub=", "@user.", HttpStatusCode.Forbidden)]
    [DataRow(null, "@all", HttpStatusCode.OK)]
    [DataRow(null, Session, HttpStatusCode.OK)]
    [DataRow(null, "@session.short", HttpStatusCode.Forbidden)]
    [DataRow(null, Session + "/x", HttpStatusCode.Forbidden)]
    [DataRow("sub=42", "@", HttpStatusCode.Forbidden)]
    [DataRow("sub=42", "@Me", HttpStatusCode.Forbidden)]
    [DataRow("sub=42", "@me ", HttpStatusCode.Forbidden)]
    [DataRow("sub=42", "@admin", HttpStatusCode.Forbidden)]
    [DataRow("sub=42", "@USER.42", HttpStatusCode.Forbidden)]
    public async Task Subscribe_ToAReservedName_IsForThoseWhomItIsMeantFor(string? claims, string name, HttpStatusCode expected)
    {
        await using CometServer server = await AccessServer.StartAsync();
        await server.AssertAsync(claims, $"subscribed[{Uri.EscapeDataString(name)}]=0", expected);
        await server.AssertAsync(claims, $"subscribed[news]=0&subscribed[{Uri.EscapeDataString(name)}]=0", expected);
    }

    [TestMethod]
    public async Task Subscribe_ToMe_IsToldOfTheUsersChannelByTheNameMe()
    {
        await using CometServer server = await AccessServer.StartAsync();
        Stamp stamp = server.Touch("%40user.42");
        using HttpResponseMessage answer = await server.GetAsync("sub=42", "subscribed[@me]=1.5");
        Assert.AreEqual($$$"""{"s":1,"k":{"@me":{{{stamp}}}}}""", await answer.Content.ReadAsStringAsync());
        using HttpResponseMessage other = await server.GetAsync("sub=7", "subscribed[@me]=0.000001");
        Assert.AreEqual("""{"s":0}""", await other.Content.ReadAsStringAsync(), "Another user's channel is another channel.");
    }

    [TestMethod]
    public async Task Subscribe_ToMe_IdOfTheApplicationsOwnChoice_IsUsed()
    {
        await using CometServer server = await AccessServer.StartAsync(access => access.UserId = user => user.FindFirst("email")?.Value);
        await server.AssertAsync("sub=42;email=a@b.example", "subscribed[@user.a@b.example]=0", HttpStatusCode.OK);
        await server.AssertAsync("sub=42;email=a@b.example", "subscribed[@user.42]=0", HttpStatusCode.Forbidden);
    }

    [TestMethod]
    [DataRow("@all")]
    [DataRow("@me")]
    [DataRow("@user.42")]
    [DataRow(Session)]
    [DataRow("@admin")]
    public async Task Publish_ToAReservedName_WithoutAPolicy_IsForbidden(string name)
    {
        await using CometServer server = await AccessServer.StartAsync();
        await server.AssertAsync("sub=42", "publish=" + Uri.EscapeDataString(name), HttpStatusCode.Forbidden);
        Assert.IsEmpty(Directory.GetFiles(server.Directory.Path, "*.comet"));
    }
}
