using System.Runtime.InteropServices;
using System.Text.Json;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Commands;

[TestClass]
public sealed class SubscribeCommandTests
{
    [TestMethod]
    public async Task Subscribe_PrintsALinePerChange_UntilInterrupted()
    {
        using var directory = new TemporaryDirectory();
        await using ChildProcess child = NovCometProgram.Start(["subscribe", "news", "\"quoted\" & <ü>", $"--NovComet:Directory={directory.Path}"]);
        string quoted = directory.FileOf("%22quoted%22%20%26%20%3C%C3%BC%3E");

        await IsToldAsync(child, directory.FileOf("news"), "news");
        await IsToldAsync(child, quoted, "\"quoted\" & <ü>");
        child.Send(PosixSignal.SIGINT);
        Assert.AreEqual(0, await child.ExitAsync(), child.Errors);
    }

    [TestMethod]
    public async Task Subscribe_SinceTheEarliest_PrintsWhatIsKept_AndGoesOn()
    {
        using var directory = new TemporaryDirectory();
        string folder = $"--NovComet:Directory={directory.Path}";
        (await NovCometProgram.RunWithInputAsync("{\"n\":1.50}\nzwei"u8.ToArray(), "publish", "news", "--lines", folder)).IsDone();
        await using ChildProcess child = NovCometProgram.Start(["subscribe", "news", "--since", "earliest", folder]);

        await Eventually.IsTrueAsync(() => Lines(child).Length == 2, "what is kept");
        Assert.MatchesRegex("""^{"channel":"news","stamp":\d+\.\d{6},"data":{"n":1.50}}$""", Lines(child)[0]);
        string third = (await NovCometProgram.RunAsync("publish", "news", "3", folder)).IsDone().Output.Split(' ')[1].Trim();
        await Eventually.IsTrueAsync(() => Lines(child).Length == 3, "what came");
        Assert.AreEqual($$"""{"channel":"news","stamp":{{third}},"data":3}""", Lines(child)[2]);
    }

    [TestMethod]
    public async Task Subscribe_SinceAStamp_OfAnotherLife_PrintsTheGapFirst()
    {
        using var directory = new TemporaryDirectory();
        string folder = $"--NovComet:Directory={directory.Path}";
        (await NovCometProgram.RunAsync("publish", "news", "1", folder)).IsDone();
        await using ChildProcess child = NovCometProgram.Start(["subscribe", "news", "--since", "1000000.5", folder]);

        await Eventually.IsTrueAsync(() => Lines(child).Length == 2, "the gap, and what is kept");
        StringAssert.EndsWith(Lines(child)[0], ",\"gap\":true}");
        StringAssert.EndsWith(Lines(child)[1], ",\"data\":1}");
    }

    [TestMethod]
    public async Task Subscribe_SinceThatCannotBe_IsRefused() =>
        (await NovCometProgram.RunAsync("subscribe", "news", "--since", "soon")).IsRefused("--since takes");

    [TestMethod]
    public async Task Subscribe_NameThatCannotBe_IsRefused() =>
        (await NovCometProgram.RunAsync("subscribe", "a\u0001b")).IsRefused("has a control character");

    /// <summary>Touches until it is told: when the command has registered cannot be seen from outside. Then the last touch has to come.</summary>
    private static async Task IsToldAsync(ChildProcess child, string file, string channel)
    {
        while (Last(child).Channel != channel)
        {
            Assert.IsFalse(child.HasExited, child.Errors);
            await ChildProcess.RunAsync("touch", file);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        string stamp = Channels.Stamp.FromTime(File.GetLastWriteTimeUtc(file)).ToString();
        await Eventually.IsTrueAsync(() => Last(child) == (channel, stamp), $"the last line tells {stamp}");
    }

    private static string[] Lines(ChildProcess child) => child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static (string Channel, string Stamp) Last(ChildProcess child)
    {
        string line = child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("""{"channel":"","stamp":0}""");
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("channel").GetString()!, json.RootElement.GetProperty("stamp").GetRawText());
    }
}
