using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;
using System.Net.ServerSentEvents;

namespace NovComet.AspNetCore.Tests.Transports;

/// <summary>Whatever is published comes out of a stream as exactly one event, read by .NET's own parser.</summary>
[TestClass]
public sealed class SsePropertyTests
{
    private static readonly string[] s_pieces =
        ["\n", "\r", "\r\n", "\n\n", "data: x", "id: 9", "event: gap", ":", "\0", "\uFEFF", "\u2028", "\u0085", "é", "\U0001F98A", "\"", "\\", "<", "&", "a", " ", "\ud800"];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Text_OfAnyKind_IsOneEvent()
    {
        Gen<string> pieces = Gen.Elements(s_pieces).ArrayOf().Select(string.Concat);
        Gen<string> bytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().Select(Encoding.Latin1.GetString);
        string[] texts = [.. Gen.Sample(Gen.OneOf(pieces, bytes), 300 * TestSettings.Soak, 30)];
        await AssertComeOutAsync(texts, text => MessageContent.FromText(text), json => json.GetString()!, text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
    }

    [TestMethod]
    public async Task Channel_OfAnyName_IsOneEventAndResumes()
    {
        await using CometServer server = await CometServer.StartAsync(new() { Store = new MemoryStore() });
        string[] names = [.. Gen.Sample(Gen.Elements("&", "=", "%", "+", "#", " ", "\"", "é", "\u2028", "a", ".", "?", "/", "\\").NonEmptyListOf().Select(parts => string.Concat(parts.Take(9))), 60, 10).Distinct()];
        foreach (string name in names)
        {
            using EventStream stream = await EventStream.OpenAsync(server, $"subscribed[{Uri.EscapeDataString(name)}]=0&subscribed[other]=0");
            string id = (await stream.NextAsync())!.Split("id: ")[1];
            Stamp stamp = await server.Core.PublishAsync(name, MessageContent.FromText("x"), null, TestContext.CancellationToken);
            using EventStream resumed = await EventStream.OpenAsync(server, $"subscribed[{Uri.EscapeDataString(name)}]=0&subscribed[other]=0", id);
            await resumed.NextAsync();
            string block = (await resumed.NextAsync())!;
            JsonElement told = JsonElement.Parse(block.Split("data: ")[1]);
            Assert.AreEqual((name, stamp.ToString()), (told.GetProperty("channel").GetString(), told.GetProperty("stamp").GetRawText()));
        }
    }

    private async Task AssertComeOutAsync(string[] texts, Func<string, MessageContent> content, Func<JsonElement, string> read, Func<string, string> expected)
    {
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Store = new MemoryStore { Keeps = texts.Length },
            Options = options => (options.Retention.Messages, options.Retention.Bytes) = (texts.Length, 1 << 28),
        });
        foreach (string text in texts) await server.Core.PublishAsync("a", content(text), null, TestContext.CancellationToken);
        foreach (string query in (string[])["subscribed[a]=earliest", "subscribed[a]=earliest&subscribed[b]=0"])
        {
            using HttpResponseMessage answer = await EventStream.SendAsync(server, HttpMethod.Get, query);
            await using Stream body = await answer.Content.ReadAsStreamAsync(TestContext.CancellationToken);
            int count = 0;
            string last = "";
            await foreach (SseItem<string> item in SseParser.Create(body).EnumerateAsync(TestContext.CancellationToken))
            {
                JsonElement json = JsonElement.Parse(item.Data);
                Assert.AreEqual(("message", expected(texts[count])), (item.EventType, read(json.GetProperty("data"))));
                Assert.StartsWith($"a={json.GetProperty("stamp").GetRawText()}", item.EventId);
                Assert.AreNotEqual(last, item.EventId);
                last = item.EventId!;
                if (++count == texts.Length) break;
            }

            Assert.AreEqual(texts.Length, count);
        }
    }
}
