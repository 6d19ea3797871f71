using System.Text.Json.Serialization;
using NovComet.Channels;

namespace NovComet.Tests;

/// <summary>Each form of sending, by the channel and the JSON that it comes down to.</summary>
[TestClass]
public sealed partial class CometExtensionsTests(TestContext context)
{
    private const string Session = "0123456789abcdef";

    private readonly RecordingComet _comet = new();
    private readonly PublishSettings _settings = new() { IdempotencyKey = "once" };

    [TestMethod]
    public async Task PublishAsync_AnObject_IsJson()
    {
        await _comet.PublishAsync("orders", new { id = 7 });
        await _comet.PublishAsync("orders", "text", _settings, context.CancellationToken);
        await _comet.PublishAsync("orders", new Order(7), OrderJson.Default.Order, _settings);
        AssertPublished("""orders {"id":7}""", "orders \"text\" once cancellable", """orders {"ID":7} once""");
    }

    [TestMethod]
    public async Task SendToUserAsync_PublishesToTheUsersChannel()
    {
        await _comet.SendToUserAsync("42", new { text = "hi" });
        await _comet.SendToUserAsync("a@b.example", MessageContent.FromText("hi"), _settings);
        Stamp stamp = await _comet.SendToUserAsync("42", new Order(7), OrderJson.Default.Order, cancellationToken: context.CancellationToken);
        Assert.AreEqual(4, stamp.Microseconds);
        AssertPublished("""@user.42 {"text":"hi"}""", "@user.a@b.example \"hi\" once", """@user.42 {"ID":7} cancellable""");
    }

    [TestMethod]
    public async Task SendToUsersAsync_PublishesToEachOnce()
    {
        await _comet.SendToUsersAsync(["1", "2", "1"], 5);
        await _comet.SendToUsersAsync(["3"], MessageContent.FromText("hi"));
        await _comet.SendToUsersAsync(["3"], new Order(7), OrderJson.Default.Order);
        await _comet.SendToUsersAsync([], 5);
        AssertPublished("@user.1 5", "@user.2 5", "@user.3 \"hi\"", """@user.3 {"ID":7}""");
    }

    [TestMethod]
    public async Task SendToUsersAsync_OneIdIsNone_SendsToNobody()
    {
        await Assert.ThrowsExactlyAsync<ArgumentException>(async () => await _comet.SendToUsersAsync(["1", "a\nb"], 5));
        Assert.IsEmpty(_comet.Published);
    }

    [TestMethod]
    public async Task SendToSessionAsync_PublishesToTheSessionsChannel()
    {
        await _comet.SendToSessionAsync(Session, 5);
        await _comet.SendToSessionAsync(Session, MessageContent.FromText("hi"));
        await _comet.SendToSessionAsync(Session, new Order(7), OrderJson.Default.Order);
        AssertPublished($"@session.{Session} 5", $"@session.{Session} \"hi\"", $$"""@session.{{Session}} {"ID":7}""");
        await Assert.ThrowsExactlyAsync<ArgumentException>(async () => await _comet.SendToSessionAsync("short", 5));
    }

    [TestMethod]
    public async Task BroadcastAsync_PublishesToEverybodysChannel()
    {
        await _comet.BroadcastAsync(5);
        await _comet.BroadcastAsync(MessageContent.FromText("hi"));
        await _comet.BroadcastAsync(new Order(7), OrderJson.Default.Order);
        AssertPublished("@all 5", "@all \"hi\"", """@all {"ID":7}""");
    }

    private void AssertPublished(params string[] expected) => Assert.AreSequenceEqual(expected, _comet.Published);

    internal sealed record Order([property: JsonPropertyName("ID")] int Id);

    [JsonSerializable(typeof(Order))]
    internal sealed partial class OrderJson : JsonSerializerContext;
}
