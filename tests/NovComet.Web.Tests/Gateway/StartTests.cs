using System.Net;
using System.Net.Sockets;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Gateway;

/// <summary>The gateway starts with one command, and says what is wrong where it cannot.</summary>
[TestClass]
public sealed class StartTests
{
    private static readonly bool s_hasMemoryFolder = Directory.Exists("/dev/shm");

    [TestMethod]
    public async Task Start_WithoutSettings_ServesOnItsDefaults()
    {
        // The one test on the default port and directory: what stands there already is left as it is.
        Needs.FreePort(5000);
        string directory = Path.Combine(s_hasMemoryFolder ? "/dev/shm" : Path.GetTempPath(), "novcomet");
        bool wasThere = Directory.Exists(directory);
        try
        {
            await using GatewayProcess gateway = await GatewayProcess.WaitAsync(NovCometProgram.Start([]));
            Assert.AreEqual(5000, gateway.Address.Port);
            StringAssert.Contains(gateway.Log, $"touch {directory}/news.comet");
            Assert.IsTrue(Directory.Exists(directory));
            Assert.AreEqual(0, await gateway.StopAsync());
        }
        finally
        {
            if (!wasThere && Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        }
    }

    [TestMethod]
    public async Task Start_ServeVerb_ServesToo()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(["serve", $"--NovComet:Directory={directory.Path}"]);
        Assert.AreEqual("healthy", await gateway.Client.StatusAsync("/healthz/ready"));
    }

    [TestMethod]
    public async Task Start_SeveralMistakes_NamesAllAtOnce()
    {
        NovCometProgram.Result result = await NovCometProgram.RunAsync(
            "--NovComet:Tries=0", "--NovComet:Sleep=99:00:00", "--NovComet:DirectoryMode=0999", "--NovComet:AllowedOrigins:0=example.org/path");

        result.IsRefused("NovComet:Tries is 0", "NovComet:Sleep is", "NovComet:DirectoryMode is '0999'", "NovComet:AllowedOrigins has 'example.org/path'");
        Assert.AreEqual(1, result.ExitCode);
        Assert.AreEqual("", result.Output);
    }

    [TestMethod]
    [DataRow("--NovComet:Tries=many", "'many' at 'NovComet:Tries'")]
    [DataRow("--NovComet:Tries=99999999999", "'NovComet:Tries'")]
    [DataRow("--NovComet:Sleep=soon", "'soon' at 'NovComet:Sleep'")]
    [DataRow("--NovComet:Detection=Guess", "'Guess' at 'NovComet:Detection'")]
    [DataRow("--NovComet:Detection=7", "use Auto, Watch, ChangeToken or Sweep")]
    [DataRow("--urls=nonsense", "nonsense")]
    [DataRow("--NovComet:Directory=/proc/novcomet", "set NovComet:Directory to another folder")]
    public async Task Start_SettingThatCannotBe_SaysWhichInASentence(string setting, string words)
    {
        using var directory = new TemporaryDirectory();
        NovCometProgram.Result result = await NovCometProgram.RunAsync($"--NovComet:Directory={directory.Path}", "--urls=http://127.0.0.1:0", setting);

        result.IsRefused(words);
        Assert.AreEqual(1, result.ExitCode);
    }

    [TestMethod]
    public async Task Start_PortInUse_SaysSoInASentence()
    {
        using var directory = new TemporaryDirectory();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        NovCometProgram.Result result = await NovCometProgram.RunAsync($"--NovComet:Directory={directory.Path}", $"--urls=http://{taken.LocalEndpoint}");

        result.IsRefused(taken.LocalEndpoint.ToString()!, "address already in use");
        Assert.AreEqual(1, result.ExitCode);
    }

    [TestMethod]
    public async Task Help_IsShown()
    {
        NovCometProgram.Result result = (await NovCometProgram.RunAsync("--help")).IsDone();
        foreach (string verb in new[] { "serve", "touch", "subscribe", "replay", "doctor" }) StringAssert.Contains(result.Output, $"\n  {verb} ");
    }

    [TestMethod]
    public async Task UnknownVerb_IsRefused()
    {
        NovCometProgram.Result result = await NovCometProgram.RunAsync("unpublish", "news");
        result.IsRefused("'unpublish'");
    }
}
