using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NovComet.Channels;
using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>Who is where, as the application sees it.</summary>
[TestClass]
public sealed class PresenceTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly LogRecorder _log = new();
    private readonly List<string> _told = [];

    public void Dispose() => _log.Dispose();

    [TestMethod]
    public async Task Presence_UsersComeAndGo_AreCountedAndTold()
    {
        await using CometFixture fixture = await StartAsync();
        Subscriber ann = Open(fixture, "ann", "room");
        Subscriber second = Open(fixture, "ann", "room", "other");
        Subscriber bob = Open(fixture, "bob", "room");
        using Subscriber nobody = Open(fixture, null, "room");

        ChannelPresence presence = fixture.Comet.GetPresence("room");
        Assert.AreEqual(4, presence.Subscribers);
        Assert.AreEqual("ann bob", string.Join(' ', presence.Users));

        second.Dispose();
        ann.Dispose();
        Assert.AreEqual("ann bob", string.Join(' ', fixture.Comet.GetPresence("room").Users), "It may be a pause between two polls.");
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.AreEqual("bob", string.Join(' ', fixture.Comet.GetPresence("room").Users));
        Assert.IsEmpty(fixture.Comet.GetPresence("other").Users);
        await Eventually.IsTrueAsync(() => Told().Length == 9, "all is told");
        Assert.AreEqual("connected ann, ann joined room, ann joined other, connected bob, bob joined room, connected ", string.Join(", ", Told()[..6]));

        // Of what ends at the same moment, any may be told first.
        Assert.AreEqual("ann left other, ann left room, disconnected ann", string.Join(", ", Told()[6..].Order(StringComparer.Ordinal)));
        bob.Dispose();
    }

    [TestMethod]
    public async Task Presence_SessionWithoutUser_IsConnectedWithItsId()
    {
        await using CometFixture fixture = await StartAsync();
        Open(fixture, null, "@session.0123456789abcdef", "room").Dispose();
        _time.Advance(TimeSpan.FromSeconds(5));
        await AssertToldAsync("connected 0123456789abcdef, disconnected 0123456789abcdef");
    }

    [TestMethod]
    public async Task Presence_SubscriberIsRefused_NobodyWasThere()
    {
        await using CometFixture fixture = await StartAsync(options => options.Limits.Subscribers = 1);
        using Subscriber ann = Open(fixture, "ann", "room");
        Assert.ThrowsExactly<SubscriberLimitException>(() => Open(fixture, "bob", "room"));
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.AreEqual("ann", string.Join(' ', fixture.Comet.GetPresence("room").Users));
        await AssertToldAsync("connected ann, ann joined room");
    }

    [TestMethod]
    public async Task OnPublished_SignalThrowsInTheHandler_TheNextIsToldAndTheFailureLogged()
    {
        var second = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CometFixture fixture = await StartAsync(options => options.OnPublished = published =>
        {
            if (published.Channel == "a") throw new InvalidOperationException("The application's own mistake.");
            second.SetResult($"{published.Channel} {published.Stamp}");
            return ValueTask.CompletedTask;
        });

        await fixture.Comet.TouchAsync("a");
        Stamp stamp = await fixture.Comet.TouchAsync("b");

        Assert.AreEqual($"b {stamp}", await second.Task.Within("the second event"));
        Assert.AreEqual(1, _log.Entries.Count(entry => entry.Level == LogLevel.Error));
    }

    private static Subscriber Open(CometFixture fixture, string? user, params string[] channels) =>
        fixture.Core.Open(Subscription.Of(Cursor.FromNow(channels)), Lifetime.Stream, TaskCreationOptions.RunContinuationsAsynchronously, user);

    private async Task AssertToldAsync(string expected) =>
        await Eventually.IsTrueAsync(() => string.Equals(string.Join(", ", Told()), expected, StringComparison.Ordinal), expected);

    private string[] Told()
    {
        lock (_told) return [.. _told];
    }

    private ValueTask Tell(string what)
    {
        lock (_told) _told.Add(what);
        return ValueTask.CompletedTask;
    }

    private Task<CometFixture> StartAsync(Action<NovCometOptions>? configure = null) => CometFixture.StartAsync(
        options =>
        {
            options.OnConnected = who => Tell($"connected {who.UserId ?? who.SessionId}");
            options.OnDisconnected = who => Tell($"disconnected {who.UserId ?? who.SessionId}");
            options.OnJoined = who => Tell($"{who.UserId} joined {who.Channel}");
            options.OnLeft = who => Tell($"{who.UserId} left {who.Channel}");
            configure?.Invoke(options);
        },
        services => services.AddSingleton<TimeProvider>(_time).AddSingleton<ILoggerProvider>(_log));
}
