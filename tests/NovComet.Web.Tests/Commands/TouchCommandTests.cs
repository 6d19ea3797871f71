using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Commands;

[TestClass]
public sealed class TouchCommandTests
{
    [TestMethod]
    public async Task Touch_SeveralChannels_PrintsTheirStamps()
    {
        using var directory = new TemporaryDirectory();
        NovCometProgram.Result result = (await NovCometProgram.RunAsync("touch", "news", "naïve/ünï", $"--NovComet:Directory={directory.Path}")).IsDone();

        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(2, lines);
        Assert.MatchesRegex(@"^news \d{10}\.\d{6}$", lines[0]);
        StringAssert.StartsWith(lines[1], "naïve/ünï ");
        Assert.IsTrue(File.Exists(directory.FileOf("news")));
        Assert.IsTrue(File.Exists(directory.FileOf("na%C3%AFve%2F%C3%BCn%C3%AF")));
    }

    [TestMethod]
    public async Task Touch_HostileName_StaysInTheDirectory()
    {
        using var parent = new TemporaryDirectory();
        string directory = Path.Combine(parent.Path, "channels");
        (await NovCometProgram.RunAsync("touch", "../../escape", "--NovComet:Directory", directory)).IsDone();

        Assert.AreEqual("channels", Path.GetFileName(Directory.GetFileSystemEntries(parent.Path).Single()));
        Assert.IsTrue(File.Exists(Path.Combine(directory, "%2E.%2F..%2Fescape.comet")));
    }

    [TestMethod]
    [DataRow("line\nbreak", "has a control character")]
    [DataRow("", "name")]
    public async Task Touch_NameThatCannotBe_TouchesNone(string name, string words)
    {
        using var directory = new TemporaryDirectory();
        NovCometProgram.Result result = await NovCometProgram.RunAsync("touch", "news", name, $"--NovComet:Directory={directory.Path}");

        result.IsRefused(words);
        Assert.IsFalse(File.Exists(directory.FileOf("news")), "Names are checked before the first touch.");
    }

    [TestMethod]
    public async Task Touch_DirectoryThatCannotBeWritten_SaysWhatToDo()
    {
        NovCometProgram.Result result = await NovCometProgram.RunAsync("touch", "news", "--NovComet:Directory=/proc/novcomet");
        result.IsRefused("/proc/novcomet", "NovComet:Directory");
    }

    [TestMethod]
    public async Task Touch_WithoutAName_SaysSo() => (await NovCometProgram.RunAsync("touch")).IsRefused("argument missing");
}
