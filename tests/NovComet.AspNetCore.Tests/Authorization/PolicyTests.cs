using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Tests.Hosting;

namespace NovComet.AspNetCore.Tests.Authorization;

/// <summary>The application's policies are asked for each channel, with the channel as resource.</summary>
[TestClass]
public sealed class PolicyTests
{
    private readonly ChannelRequirement _requirement = new();

    [TestMethod]
    [DataRow(null, "subscribed[a]=0", HttpStatusCode.Unauthorized)]
    [DataRow("sub=1", "subscribed[a]=0", HttpStatusCode.Forbidden)]
    [DataRow("may=Subscribe a", "subscribed[a]=0", HttpStatusCode.OK)]
    [DataRow("may=Subscribe a", "subscribed[a]=earliest", HttpStatusCode.OK)]
    [DataRow("sub=1", "subscribed[a]=earliest", HttpStatusCode.Forbidden, DisplayName = "what was retained is closed as what comes")]
    [DataRow("sub=1", "subscribed[a]=-5", HttpStatusCode.Forbidden)]
    [DataRow("sub=1", "subscribed[a]=1.5", HttpStatusCode.Forbidden)]
    [DataRow("may=Subscribe a", "subscribed[a]=0&subscribed[b]=0", HttpStatusCode.Forbidden, DisplayName = "all, or none")]
    [DataRow("may=Subscribe a;may=Subscribe b", "subscribed[a]=0&subscribed[b]=0", HttpStatusCode.OK)]
    [DataRow("may=Subscribe a", "publish=a", HttpStatusCode.Forbidden)]
    [DataRow("may=Publish a", "subscribed[a]=0", HttpStatusCode.Forbidden)]
    [DataRow(null, "publish=a", HttpStatusCode.Unauthorized)]
    [DataRow("may=Publish a", "publish=a", HttpStatusCode.OK)]
    [DataRow("may=Publish A", "publish=a", HttpStatusCode.Forbidden)]
    [DataRow("may=Publish @all", "publish=@all", HttpStatusCode.OK)]
    [DataRow("may=Publish @user.7", "publish=@user.7", HttpStatusCode.OK)]
    [DataRow("may=Publish @all", "publish=@user.7", HttpStatusCode.Forbidden)]
    [DataRow("may=Publish @admin", "publish=@admin", HttpStatusCode.Forbidden, DisplayName = "a name that stands for nothing")]
    [DataRow("may=Publish @me", "publish=@me", HttpStatusCode.Forbidden)]
    [DataRow("may=Publish @session.short", "publish=@session.short", HttpStatusCode.Forbidden)]
    [DataRow("sub=7", "subscribed[@me]=0", HttpStatusCode.Forbidden, DisplayName = "the policy is asked for reserved channels, too")]
    [DataRow("sub=7;may=Subscribe @user.7", "subscribed[@me]=0", HttpStatusCode.OK)]
    [DataRow("sub=8;may=Subscribe @user.7", "subscribed[@user.7]=0", HttpStatusCode.Forbidden, DisplayName = "and opens nobody's channel to others")]
    public async Task Policies_JudgeEachChannel(string? claims, string query, HttpStatusCode expected)
    {
        await using CometServer server = await StartAsync();
        await server.AssertAsync(claims, query, expected);
    }

    [TestMethod]
    public async Task Policies_AskedForSeveralChannels_AreGivenEachOnce()
    {
        await using CometServer server = await StartAsync();
        using HttpResponseMessage answer = await server.GetAsync("sub=7;may=Subscribe a;may=Subscribe @user.7", "subscribed[a]=0&subscribed[@me]=0");
        Assert.AreEqual("Subscribe a, Subscribe @user.7", string.Join(", ", _requirement.Asked));
    }

    [TestMethod]
    public async Task OnlyOnePolicy_LeavesTheOtherActionAsItIs()
    {
        await using CometServer server = await AccessServer.StartAsync(access => access.PublishPolicy = "channels", AddPolicy);
        await server.AssertAsync(null, "subscribed[a]=0", HttpStatusCode.OK);
        await server.AssertAsync(null, "publish=a", HttpStatusCode.Unauthorized);
        Assert.AreEqual("Publish a", Assert.ContainsSingle(_requirement.Asked));
    }

    [TestMethod]
    public async Task APolicyThatIsNotDefined_IsAMistakeAtStart()
    {
        OptionsValidationException error = await Assert.ThrowsExactlyAsync<OptionsValidationException>(async () =>
        {
            await using CometServer server = await AccessServer.StartAsync(access => (access.SubscribePolicy, access.PublishPolicy) = ("missing", "absent"));
        });
        Assert.HasCount(2, error.Failures.ToArray());
        Assert.Contains("SubscribePolicy names the policy 'missing'", error.Message);
        Assert.Contains("PublishPolicy names the policy 'absent'", error.Message);
    }

    private Task<CometServer> StartAsync() =>
        AccessServer.StartAsync(access => (access.SubscribePolicy, access.PublishPolicy) = ("channels", "channels"), AddPolicy);

    private void AddPolicy(IServiceCollection services) =>
        services.AddAuthorization(options => options.AddPolicy("channels", policy => policy.AddRequirements(_requirement)));
}
