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

    private static (string Channel, string Stamp) Last(ChildProcess child)
    {
        string line = child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("""{"channel":"","stamp":0}""");
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("channel").GetString()!, json.RootElement.GetProperty("stamp").GetRawText());
    }
}
