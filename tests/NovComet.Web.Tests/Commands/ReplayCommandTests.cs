using System.Text.Json;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Commands;

[TestClass]
public sealed class ReplayCommandTests
{
    private static readonly string s_recording = Path.Combine(TestSettings.RepositoryRoot, "sample-data", "dpkg-install.jsonl");

    [TestMethod]
    public async Task Replay_PublishesTheRecording_AndShowsHowFarItIs()
    {
        using var directory = new TemporaryDirectory();
        NovCometProgram.Result result = (await NovCometProgram.RunAsync("replay", s_recording, "--speed", "1000", $"--NovComet:Directory={directory.Path}")).IsDone();

        using var last = JsonDocument.Parse(File.ReadLines(s_recording).Last(line => line.Contains("\"dpkg.status\"", StringComparison.Ordinal)));
        StringAssert.EndsWith(
            File.ReadLines(directory.FileOf("dpkg.status")).Last(), $"\"d\":{last.RootElement.GetProperty("data").GetRawText()}}}", "Its content is kept as it was recorded.");
        Assert.HasCount(8, Directory.GetFiles(directory.Path, "*.comet"));
        string[] shown = result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        StringAssert.Contains(shown[0], "on 8 channels");
        StringAssert.StartsWith(shown[1], "  0 %");
        StringAssert.StartsWith(shown[^1], "100 %");
        Assert.IsLessThan(20, shown.Length, "A log is not flooded.");
        Assert.AreEqual("", result.Output);
    }

    [TestMethod]
    public async Task Replay_KeepsTheTimingOfTheRecording()
    {
        using var directory = new TemporaryDirectory();
        string recording = Path.Combine(directory.Path, "recording.jsonl");
        await File.WriteAllTextAsync(recording, """
            {"at":30,"channel":"last"}

            {"at":0,"channel":"warm-up","data":1}
            {"at":10,"channel":"first","data":null}
            """);
        (await NovCometProgram.RunAsync("replay", recording, "--speed=10", $"--NovComet:Directory={directory.Path}")).IsDone();

        StringAssert.EndsWith(File.ReadAllText(directory.FileOf("first")), "\"d\":null}\n");
        Assert.AreEqual("", File.ReadAllText(directory.FileOf("last")), "Without data it is a signal.");
        TimeSpan apart = File.GetLastWriteTimeUtc(directory.FileOf("last")) - File.GetLastWriteTimeUtc(directory.FileOf("first"));
        Assert.IsGreaterThan(1, apart.TotalSeconds, "Two seconds; a busy machine may have been late with the first.");
        Assert.IsLessThan(10, apart.TotalSeconds);
    }

    [TestMethod]
    [DataRow("{\"at\":1,\"channel\":\"a\"}\nnonsense", "line 2: this is not a JSON object")]
    [DataRow("{\"at\":-1,\"channel\":\"a\"}", "line 1: 'at' has to be a number")]
    [DataRow("{\"channel\":\"a\"}", "line 1: 'at' has to be a number")]
    [DataRow("\n{\"at\":1}", "line 2: ")]
    [DataRow("{\"at\":\"soon\",\"channel\":\"a\"}", "line 1: ")]
    [DataRow("[]", "line 1: ")]
    [DataRow("null", "line 1: ")]
    [DataRow("", "has no events")]
    public async Task Replay_BadRecording_NamesTheLine_AndTouchesNothing(string content, string words)
    {
        using var directory = new TemporaryDirectory();
        string recording = Path.Combine(directory.Path, "recording.jsonl");
        await File.WriteAllTextAsync(recording, content);

        (await NovCometProgram.RunAsync("replay", recording, $"--NovComet:Directory={directory.Path}")).IsRefused("recording.jsonl", words);
        Assert.HasCount(0, Directory.GetFiles(directory.Path, "*.comet"));
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("-1")]
    [DataRow("NaN")]
    [DataRow("fast")]
    public async Task Replay_SpeedThatCannotBe_IsRefused(string speed) =>
        (await NovCometProgram.RunAsync("replay", s_recording, "--speed", speed)).IsRefused("--speed");

    [TestMethod]
    public async Task Replay_FileThatIsNotThere_IsNamed() =>
        (await NovCometProgram.RunAsync("replay", "/nonexistent.jsonl")).IsRefused("/nonexistent.jsonl");
}
