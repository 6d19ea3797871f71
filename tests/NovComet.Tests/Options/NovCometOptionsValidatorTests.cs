using System.Globalization;
using Microsoft.Extensions.Options;

namespace NovComet.Tests.Options;

/// <summary>Each rule, and that all broken ones are reported together, each with its setting and what to write.</summary>
[TestClass]
public sealed class NovCometOptionsValidatorTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("  ")]
    [DataRow("/dev/shm/a\0b")]
    [DataRow(null)]
    public void Validate_ADirectoryThatIsNone_IsAMistake(string? directory) =>
        AssertMistake(options => options.Directory = directory!, "NovComet:Directory ", "/dev/shm/novcomet");

    [TestMethod]
    [DataRow("770", null)]
    [DataRow("2770", null)]
    [DataRow("rwx", "in octal")]
    [DataRow("0880", "in octal")]
    [DataRow("", "in octal")]
    [DataRow(null, "in octal")]
    [DataRow("0670", "07xx")]
    [DataRow("0000", "07xx")]
    public void Validate_DirectoryMode_NeedsOctalDigitsAndAnOwnerWithAllRights(string? mode, string? mistake) =>
        AssertMistakeIf(mistake, options => options.DirectoryMode = mode!, "NovComet:DirectoryMode");

    [TestMethod]
    [DataRow("www-data", null)]
    [DataRow("33", null)]
    [DataRow(null, null)]
    [DataRow("", "leave the setting out")]
    [DataRow(" ", "leave the setting out")]
    public void Validate_DirectoryGroup_IsNamedOrLeftOut(string? group, string? mistake) =>
        AssertMistakeIf(mistake, options => options.DirectoryGroup = group, "NovComet:DirectoryGroup");

    [TestMethod]
    [DataRow(null, null)]
    [DataRow(0, null)]
    [DataRow(65_535, null)]
    [DataRow(-1, "1 to 65535")]
    [DataRow(65_536, "1 to 65535")]
    public void Validate_TcpPort_IsAPortOrLeftOut(int? port, string? mistake) =>
        AssertMistakeIf(mistake, options => options.TcpPort = port, "NovComet:TcpPort");

    [TestMethod]
    [DataRow("0.0.0.0", null)]
    [DataRow("::1", null)]
    [DataRow("localhost", "write an IP address")]
    [DataRow("", "write an IP address")]
    [DataRow(null, "write an IP address")]
    public void Validate_TcpAddress_IsAnIpAddress(string? address, string? mistake) =>
        AssertMistakeIf(mistake, options => options.TcpAddress = address!, "NovComet:TcpAddress");

    [TestMethod]
    [DataRow(1, null)]
    [DataRow(10_000, null)]
    [DataRow(0, "1 to 100000")]
    [DataRow(-1, "1 to 100000")]
    [DataRow(100_001, "1 to 100000")]
    [DataRow(int.MinValue, "1 to 100000")]
    [DataRow(int.MaxValue, "1 to 100000")]
    public void Validate_Tries_HasARange(int tries, string? mistake) => AssertMistakeIf(mistake, options => options.Tries = tries, "NovComet:Tries ");

    [TestMethod]
    [DataRow("00:00:00.010", null)]
    [DataRow("01:00:00", null)]
    [DataRow("00:00:00.009", "00:00:00.010 to 01:00:00")]
    [DataRow("00:00:00", "00:00:00.010 to 01:00:00")]
    [DataRow("-00:00:02", "00:00:00.010 to 01:00:00")]
    [DataRow("01:00:00.001", "00:00:00.010 to 01:00:00")]
    [DataRow("10675199.02:48:05.4775807", "00:00:00.010 to 01:00:00")]
    public void Validate_Sleep_HasARange(string sleep, string? mistake) =>
        AssertMistakeIf(mistake, options => options.Sleep = TimeSpan.Parse(sleep, CultureInfo.InvariantCulture), "NovComet:Sleep ");

    [TestMethod]
    [DataRow(24, null)]
    [DataRow(25, "at most one day")]
    [DataRow(100_000, "at most one day")]
    public void Validate_TriesTimesSleep_IsADayAtMost(int tries, string? mistake) => AssertMistakeIf(
        mistake, options => (options.Tries, options.Sleep) = (tries, TimeSpan.FromHours(1)), "NovComet:Tries × NovComet:Sleep");

    [TestMethod]
    public void Validate_Detection_IsOneOfTheModes() =>
        AssertMistake(options => options.Detection = (DetectionMode)99, "NovComet:Detection", "Auto, Watch, ChangeToken or Sweep");

    [TestMethod]
    [DataRow("00:00:01", null)]
    [DataRow("01:00:00", null)]
    [DataRow("00:00:00.999", "00:00:01 to 01:00:00")]
    [DataRow("01:00:00.001", "00:00:01 to 01:00:00")]
    public void Validate_Heartbeat_HasARange(string heartbeat, string? mistake) =>
        AssertMistakeIf(mistake, options => options.Heartbeat = TimeSpan.Parse(heartbeat, CultureInfo.InvariantCulture), "NovComet:Heartbeat ");

    [TestMethod]
    [DataRow("00:01:00", null)]
    [DataRow("3653.00:00:00", null)]
    [DataRow("00:00:59.999", "00:01:00 to 3653.00:00:00")]
    [DataRow("3653.00:00:00.001", "00:01:00 to 3653.00:00:00")]
    public void Validate_IdleRemoval_HasARange(string age, string? mistake) =>
        AssertMistakeIf(mistake, options => options.IdleRemoval = TimeSpan.Parse(age, CultureInfo.InvariantCulture), "NovComet:IdleRemoval ");

    [TestMethod]
    [DataRow(1, null)]
    [DataRow(100_000, null)]
    [DataRow(0, "1 to 100000")]
    [DataRow(100_001, "1 to 100000")]
    public void Validate_RetainedMessages_HaveARange(int messages, string? mistake) =>
        AssertMistakeIf(mistake, options => options.Retention.Messages = messages, "NovComet:Retention:Messages ");

    [TestMethod]
    [DataRow("00:00:01", null)]
    [DataRow("3653.00:00:00", null)]
    [DataRow("00:00:00.999", "00:00:01 to 3653.00:00:00")]
    [DataRow("3653.00:00:00.001", "00:00:01 to 3653.00:00:00")]
    public void Validate_RetainedAge_HasARange(string age, string? mistake) =>
        AssertMistakeIf(mistake, options => options.Retention.Age = TimeSpan.Parse(age, CultureInfo.InvariantCulture), "NovComet:Retention:Age ");

    [TestMethod]
    [DataRow(1024, null)]
    [DataRow(1024 * 1024 * 1024, null)]
    [DataRow(1023, "1024 to 1073741824")]
    [DataRow((1024 * 1024 * 1024) + 1, "1024 to 1073741824")]
    public void Validate_RetainedBytes_HaveARange(int bytes, string? mistake) =>
        AssertMistakeIf(mistake, options => options.Retention.Bytes = bytes, "NovComet:Retention:Bytes ");

    [TestMethod]
    public void Validate_RetentionNull_IsAMistake() => AssertMistake(options => options.Retention = null!, "NovComet:Retention ", "leave it out");

    [TestMethod]
    [DataRow(1, null)]
    [DataRow(16 * 1024 * 1024, null)]
    [DataRow(0, "1 to 16777216")]
    [DataRow((16 * 1024 * 1024) + 1, "1 to 16777216")]
    public void Validate_MessageBytes_HasARange(int bytes, string? mistake) =>
        AssertMistakeIf(mistake, options => options.Limits.MessageBytes = bytes, "NovComet:Limits:MessageBytes ");

    [TestMethod]
    [DataRow(1, null)]
    [DataRow(1000, null)]
    [DataRow(0, "1 to 1000")]
    [DataRow(1001, "1 to 1000")]
    public void Validate_ChannelsPerRequest_HasARange(int channels, string? mistake) =>
        AssertMistakeIf(mistake, options => options.Limits.ChannelsPerRequest = channels, "NovComet:Limits:ChannelsPerRequest");

    [TestMethod]
    [DataRow(1, null)]
    [DataRow(null, null)]
    [DataRow(0, "at least 1")]
    [DataRow(-5, "at least 1")]
    public void Validate_Subscribers_IsAtLeastOneOrLeftOut(int? subscribers, string? mistake) =>
        AssertMistakeIf(mistake, options => options.Limits.Subscribers = subscribers, "NovComet:Limits:Subscribers");

    [TestMethod]
    [DataRow(1, null)]
    [DataRow(null, null)]
    [DataRow(0, "at least 1")]
    [DataRow(-5, "at least 1")]
    public void Validate_SubscribersPerAddressAndPerUser_AreAtLeastOneOrLeftOut(int? subscribers, string? mistake)
    {
        AssertMistakeIf(mistake, options => options.Limits.SubscribersPerAddress = subscribers, "NovComet:Limits:SubscribersPerAddress");
        AssertMistakeIf(mistake, options => options.Limits.SubscribersPerUser = subscribers, "NovComet:Limits:SubscribersPerUser");
    }

    [TestMethod]
    public void Validate_NoLimits_IsAMistake() => AssertMistake(options => options.Limits = null!, "NovComet:Limits", "leave it out");

    [TestMethod]
    [DataRow("https://www.example.org", null)]
    [DataRow("http://localhost:8080", null)]
    [DataRow("http://[::1]:8080", null)]
    [DataRow("HTTPS://WWW.EXAMPLE.ORG", null)]
    [DataRow("https://www.example.org/", "as browsers send it")]
    [DataRow("https://www.example.org/page", "as browsers send it")]
    [DataRow("https://www.example.org:443", "as browsers send it")]
    [DataRow("https://user@www.example.org", "as browsers send it")]
    [DataRow("www.example.org", "as browsers send it")]
    [DataRow("//www.example.org", "as browsers send it")]
    [DataRow("ftp://www.example.org", "as browsers send it")]
    [DataRow("https://*.example.org", "as browsers send it")]
    [DataRow("*", "as browsers send it")]
    [DataRow("null", "as browsers send it")]
    [DataRow("", "as browsers send it")]
    [DataRow(null, "as browsers send it")]
    public void Validate_AllowedOrigins_AreOriginsAsBrowsersSendThem(string? origin, string? mistake) =>
        AssertMistakeIf(mistake, options => options.AllowedOrigins = ["https://fine.example", origin!], "NovComet:AllowedOrigins");

    [TestMethod]
    public void Validate_NoListOfOrigins_IsAMistake() =>
        AssertMistake(options => options.AllowedOrigins = null!, "NovComet:AllowedOrigins", "leave it out");

    [TestMethod]
    public void Validate_SeveralMistakes_AreReportedTogether()
    {
        var options = new NovCometOptions
        {
            Directory = "",
            DirectoryMode = "x",
            DirectoryGroup = "",
            Tries = 0,
            Sleep = TimeSpan.Zero,
            Detection = (DetectionMode)(-1),
            Limits = new NovCometLimits { ChannelsPerRequest = 0, Subscribers = 0 },
            AllowedOrigins = ["a", "b"],
        };

        Assert.HasCount(10, Mistakes(options));
    }

    private static void AssertMistakeIf(string? mistake, Action<NovCometOptions> configure, string setting)
    {
        if (mistake is not null) AssertMistake(configure, setting, mistake);
        else Assert.IsEmpty(MistakesOf(configure));
    }

    private static void AssertMistake(Action<NovCometOptions> configure, string setting, string advice)
    {
        string mistake = Assert.ContainsSingle(MistakesOf(configure));
        Assert.StartsWith(setting, mistake);
        Assert.Contains(advice, mistake);
    }

    private static string[] MistakesOf(Action<NovCometOptions> configure)
    {
        var options = new NovCometOptions();
        configure(options);
        return Mistakes(options);
    }

    private static string[] Mistakes(NovCometOptions options)
    {
        ValidateOptionsResult result = new NovCometOptionsValidator().Validate(null, options);
        return [.. result.Failures ?? []];
    }
}
