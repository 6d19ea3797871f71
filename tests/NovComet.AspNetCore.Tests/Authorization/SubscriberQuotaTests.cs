using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Authorization;

/// <summary>As many subscribers as an address and a user may hold, and one more.</summary>
[TestClass]
public sealed class SubscriberQuotaTests
{
    [TestMethod]
    public async Task Poll_BeyondTheLimitOfItsUser_Is429_UntilOneEnds()
    {
        await using CometServer server = await AccessServer.StartAsync(options: options => options.Limits.SubscribersPerUser = 2);
        server.Client.DefaultRequestHeaders.Add(ClaimAuthentication.Header, "sub=1");
        Task<HttpResponseMessage> first = await server.HoldAsync("subscribed[a]=0.000001");
        Task<HttpResponseMessage> second = await server.HoldAsync("subscribed[b]=0.000001");

        using HttpResponseMessage refused = await server.Client.GetAsync("/comet?subscribed[c]=0");
        Assert.Contains("SubscribersPerUser", await Problem.AssertAsync(refused, HttpStatusCode.TooManyRequests));
        Assert.IsNotNull(refused.Headers.RetryAfter);
        Assert.AreEqual("true", await server.GetStringAsync("publish=a"), "Publishing is not counted.");

        (await first.Within("the answer")).Dispose();
        Task<HttpResponseMessage> third = await server.HoldAsync("subscribed[c]=0.000001");
        Assert.IsFalse(third.IsCompleted);
        foreach (string channel in (string[])["b", "c"]) await server.GetStringAsync("publish=" + channel);
        (await second.Within("the answer")).Dispose();
        (await third.Within("the answer")).Dispose();
    }

    [TestMethod]
    public void Take_ByAddress_CountsEachAddressAndEachNetworkOfIPv6()
    {
        SubscriberQuota quota = Quota(perAddress: 1);
        using SubscriberLease four = quota.Take(From("192.0.2.1"));
        using SubscriberLease other = quota.Take(From("192.0.2.2"));
        using SubscriberLease six = quota.Take(From("2001:db8::1"));
        using SubscriberLease neighbour = quota.Take(From("2001:db8:0:1::1"));
        Assert.IsTrue(four.IsGranted && other.IsGranted && six.IsGranted && neighbour.IsGranted);

        Assert.IsFalse(quota.Take(From("192.0.2.1")).IsGranted);
        Assert.IsFalse(quota.Take(From("::ffff:192.0.2.1")).IsGranted, "the same address in its other form");
        Assert.IsFalse(quota.Take(From("2001:db8::ffff:1")).IsGranted, "the same network");
        Assert.IsTrue(quota.Take(new Caller(null, null)).IsGranted, "in memory there is no address");
    }

    [TestMethod]
    public void Take_ByUser_CountsOnlyThoseWhoAreSignedIn()
    {
        SubscriberQuota quota = Quota(perUser: 1);
        SubscriberLease one = quota.Take(User("1"));
        Assert.IsTrue(one.IsGranted);
        Assert.IsFalse(quota.Take(User("1")).IsGranted);
        Assert.IsTrue(quota.Take(User("2")).IsGranted);
        for (int i = 0; i < 3; i++) Assert.IsTrue(quota.Take(From("192.0.2.1")).IsGranted);

        one.Dispose();
        one.Dispose();
        Assert.IsTrue(quota.Take(User("1")).IsGranted);
        Assert.IsFalse(quota.Take(User("1")).IsGranted, "What is given back twice counts once.");
    }

    [TestMethod]
    public void Take_RefusedForItsUser_LeavesTheAddressUncounted()
    {
        SubscriberQuota quota = Quota(perAddress: 2, perUser: 1);
        using SubscriberLease one = quota.Take(User("1"));
        Assert.IsFalse(quota.Take(User("1")).IsGranted);
        Assert.IsFalse(quota.Take(User("1")).IsGranted);
        Assert.IsTrue(quota.Take(User("2")).IsGranted);
    }

    [TestMethod]
    public void Take_ByManyThreads_NeverGivesMoreThanTheLimit()
    {
        SubscriberQuota quota = Quota(perUser: 3);
        int held = 0;
        int most = 0;
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using SubscriberLease lease = quota.Take(User("1"));
            if (!lease.IsGranted) return;
            int now = Interlocked.Increment(ref held);
            InterlockedMax(ref most, now);
            Interlocked.Decrement(ref held);
        });

        Assert.IsInRange(1, 3, most);
        SubscriberLease[] all = [.. Enumerable.Range(0, 4).Select(_ => quota.Take(User("1")))];
        Assert.AreEqual("True True True False", string.Join(' ', all.Select(lease => lease.IsGranted)), "All were given back.");
    }

    private static void InterlockedMax(ref int most, int now)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < now && Interlocked.CompareExchange(ref most, now, seen) != seen)
        {
        }
    }

    private static Caller From(string address) => new(null, IPAddress.Parse(address));

    private static Caller User(string id) =>
        new(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", id)], "test")), IPAddress.Parse("198.51.100." + id));

    private static SubscriberQuota Quota(int? perAddress = null, int? perUser = null) => new(
        Options.Create(new NovCometOptions { Limits = { SubscribersPerAddress = perAddress, SubscribersPerUser = perUser } }),
        Options.Create(new NovCometAuthorizationOptions()));
}
