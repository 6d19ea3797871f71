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

        Assert.AreEqual("news", (await ChangeAsync(child, directory.FileOf("news"))).Channel);
        (string channel, string stamp) = await ChangeAsync(child, quoted);
        Assert.AreEqual("\"quoted\" & <ü>", channel);
        Assert.AreEqual(Channels.Stamp.FromTime(File.GetLastWriteTimeUtc(quoted)).ToString(), stamp);
        child.Send(PosixSignal.SIGINT);
        Assert.AreEqual(0, await child.ExitAsync(), child.Errors);
    }

    [TestMethod]
    public async Task Subscribe_NameThatCannotBe_IsRefused() =>
        (await NovCometProgram.RunAsync("subscribe", "a\u0001b")).IsRefused("has a control character");

    /// <summary>Touches until a line comes: when the command has registered cannot be seen from outside.</summary>
    private static async Task<(string Channel, string Stamp)> ChangeAsync(ChildProcess child, string file)
    {
        int before = Lines(child).Length;
        while (Lines(child).Length == before)
        {
            Assert.IsFalse(child.HasExited, child.Errors);
            await ChildProcess.RunAsync("touch", file);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        using var json = JsonDocument.Parse(Lines(child)[^1]);
        return (json.RootElement.GetProperty("channel").GetString()!, json.RootElement.GetProperty("stamp").GetRawText());
    }

    private static string[] Lines(ChildProcess child) => child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
