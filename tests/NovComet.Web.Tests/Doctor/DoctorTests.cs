using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Doctor;

[TestClass]
public sealed class DoctorTests
{
    [TestMethod]
    public async Task Doctor_AllIsFine_SaysSo()
    {
        using var directory = new TemporaryDirectory();
        NovCometProgram.Result result = (await ExamineAsync(directory.Path)).IsDone();

        foreach (string subject in new[] { "Settings", "Directory", "Access", "File system", "Space", "File times", "Watch limits", "Watch" })
            StringAssert.Contains(result.Output, $"[ ok ] {subject}: ");
        Assert.DoesNotContain("[fail]", result.Output);
        Assert.HasCount(0, Directory.GetFileSystemEntries(directory.Path), "It leaves nothing behind.");
    }

    [TestMethod]
    public async Task Doctor_DirectoryIsMissing_Warns_AndDoesNotMakeIt()
    {
        using var parent = new TemporaryDirectory();
        string missing = Path.Combine(parent.Path, "missing");
        NovCometProgram.Result result = (await ExamineAsync(missing)).IsDone();
        StringAssert.Contains(result.Output, "[warn] Directory: ");
        Assert.IsFalse(Directory.Exists(missing));
    }

    [TestMethod]
    public async Task Doctor_DirectoryIsAFile_Fails()
    {
        using var parent = new TemporaryDirectory();
        string file = Path.Combine(parent.Path, "file");
        await File.WriteAllTextAsync(file, "");
        NovCometProgram.Result result = await ExamineAsync(file);
        Assert.AreEqual(1, result.ExitCode, result.Output);
        StringAssert.Contains(result.Output, $"[fail] Directory: {file} is a file");
        Assert.AreEqual("", result.Errors);
    }

    [TestMethod]
    [DataRow("1777", "[warn] Directory: ", "any user can block a channel's name")]
    [DataRow("0777", "[warn] Directory: ", "any user of this machine can publish")]
    public async Task Doctor_DirectoryOpenToAll_WarnsWithAdvice(string mode, string verdict, string advice)
    {
        Needs.Linux();
        using var directory = new TemporaryDirectory();
        await ChildProcess.RunAsync("chmod", mode, directory.Path);
        NovCometProgram.Result result = (await ExamineAsync(directory.Path)).IsDone();
        StringAssert.Contains(result.Output, verdict);
        StringAssert.Contains(result.Output, advice);
    }

    [TestMethod]
    public async Task Doctor_SettingsWithMistakes_FailsWithAllOfThem()
    {
        NovCometProgram.Result result = await NovCometProgram.RunAsync("doctor", "--NovComet:Tries=0", "--NovComet:Sleep=99:00:00");
        Assert.AreEqual(1, result.ExitCode);
        StringAssert.Contains(result.Output, "[fail] Settings: NovComet:Tries is 0");
        StringAssert.Contains(result.Output, "[fail] Settings: NovComet:Sleep is");
    }

    [TestMethod]
    public async Task Doctor_SettingThatCannotBeRead_Fails()
    {
        NovCometProgram.Result result = await NovCometProgram.RunAsync("doctor", "--NovComet:Tries=many");
        Assert.AreEqual(1, result.ExitCode);
        StringAssert.Contains(result.Output, "[fail] Settings: Failed to convert configuration value 'many' at 'NovComet:Tries'");
        Assert.AreEqual("", result.Errors);
    }

    [TestMethod]
    public async Task Doctor_NoInotifyInstanceLeft_WarnsWithAdvice()
    {
        using var directory = new TemporaryDirectory();
        await using ChildProcess doctor = InotifyShortage.Start("doctor", $"--NovComet:Directory={directory.Path}");
        Assert.AreEqual(0, await doctor.ExitAsync(), doctor.Errors);
        StringAssert.Contains(doctor.Output, "[warn] Watch: none to be had");
        StringAssert.Contains(doctor.Output, "sysctl fs.inotify.max_user_instances");
    }

    [TestMethod]
    public async Task Doctor_FewDescriptors_WarnsWithAdvice()
    {
        Needs.Linux();
        using var directory = new TemporaryDirectory();
        string output = await ChildProcess.RunAsync(
            "sh", "-c", "ulimit -n 512; exec dotnet \"$@\"", "sh", NovCometProgram.Path, "doctor", $"--NovComet:Directory={directory.Path}");
        StringAssert.Contains(output, "[warn] Descriptors: this process may open 512, room for 256 held subscribers");
        StringAssert.Contains(output, "ulimit -n 65536");
    }

    [TestMethod]
    public async Task Doctor_MoreSubscribersThanDescriptors_Fails()
    {
        using var directory = new TemporaryDirectory();
        NovCometProgram.Result result = await NovCometProgram.RunAsync(
            "doctor", $"--NovComet:Directory={directory.Path}", "--NovComet:Limits:Subscribers=2000000000");
        Assert.AreEqual(1, result.ExitCode);
        StringAssert.Contains(result.Output, "[fail] Descriptors: ");
    }

    private static Task<NovCometProgram.Result> ExamineAsync(string directory) =>
        NovCometProgram.RunAsync("doctor", $"--NovComet:Directory={directory}");
}
