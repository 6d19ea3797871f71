using System.Globalization;
using System.Text;
using System.Text.Json;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Requests;

/// <summary>The requests of <c>sample-data/requests</c>, sent word for word.</summary>
[TestClass]
public sealed class SampleRequestTests
{
    private static readonly string s_folder = Path.Combine(TestSettings.RepositoryRoot, "sample-data", "requests");

    public static IEnumerable<object[]> Samples =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(s_folder, "expected.json"))).EnumerateArray().Select(sample => new object[] { sample.GetRawText() });

    public static string NameOf(System.Reflection.MethodInfo method, object[] data) => JsonElement.Parse((string)data[0]).GetProperty("file").GetString()!;

    [TestMethod]
    [DynamicData(nameof(Samples), DynamicDataDisplayName = nameof(NameOf))]
    public async Task Sample_SentAsItIs_GetsTheAnswerThatIsPromised(string json)
    {
        JsonElement sample = JsonElement.Parse(json);
        await using CometServer server = await CometServer.StartAsync(new() { OnSocket = true, Options = CometServer.ShortHold });
        if (sample.TryGetProperty("given", out JsonElement given))
        {
            foreach (JsonProperty channel in given.EnumerateObject()) server.Give(channel.Name, StampOf(channel.Value));
        }

        RawAnswer answer = await RawHttp.SendAsync(server, BytesOf(sample.GetProperty("file").GetString()!));

        Assert.AreEqual(sample.GetProperty("status").GetInt32(), answer.Status, answer.Body);
        if (sample.TryGetProperty("answer", out JsonElement expected)) AssertHas(expected, JsonElement.Parse(answer.Body));
        else Assert.AreEqual("application/problem+json", answer.Header("Content-Type"));
        Assert.IsFalse(Directory.EnumerateFiles(Path.GetTempPath(), "novcomet-escaped*").Any(), "nothing is written outside the directory");
    }

    [TestMethod]
    public void Folder_EachRequest_HasItsExpectedAnswer()
    {
        string[] files = [.. Directory.EnumerateFiles(s_folder, "*.http").Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        string[] expected = [.. Samples.Select(sample => NameOf(null!, sample)).Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(expected, files);
    }

    private static Stamp StampOf(JsonElement seconds) =>
        Stamp.FromMicroseconds((long)(decimal.Parse(seconds.GetRawText(), CultureInfo.InvariantCulture) * 1_000_000));

    /// <summary>The bytes of a sample, by the rules of the folder's README.</summary>
    private static byte[] BytesOf(string file)
    {
        string text = File.ReadAllText(Path.Combine(s_folder, file));
        int body = text.IndexOf("\n\n", StringComparison.Ordinal) + 2;
        string head = text[..body].Replace("\n", "\r\n", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(head + (body < text.Length ? text[body..^1] : ""));
    }

    private static void AssertHas(JsonElement expected, JsonElement actual)
    {
        Assert.AreEqual(expected.ValueKind, actual.ValueKind);
        if (expected.ValueKind != JsonValueKind.Object)
        {
            Assert.AreEqual(expected.GetRawText(), actual.GetRawText());
            return;
        }

        foreach (JsonProperty member in expected.EnumerateObject()) AssertHas(member.Value, actual.GetProperty(member.Name));
    }
}
