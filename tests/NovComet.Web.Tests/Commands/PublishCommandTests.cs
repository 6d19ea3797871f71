using System.Text;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Commands;

[TestClass]
public sealed class PublishCommandTests
{
    [TestMethod]
    [DataRow("{ \"n\": 1.50 }", "{\"n\":1.50}")]
    [DataRow("42", "42")]
    [DataRow("hello \"world\"", "\"hello \\\"world\\\"\"")]
    [DataRow("", "\"\"")]
    public async Task Publish_Data_IsJsonWhereItIsSuch_AndTextOtherwise(string data, string kept)
    {
        using var directory = new TemporaryDirectory();
        NovCometProgram.Result result = (await NovCometProgram.RunAsync("publish", "news", data, $"--NovComet:Directory={directory.Path}")).IsDone();

        Assert.MatchesRegex(@"^news \d{10}\.\d{6}\n$", result.Output);
        Assert.AreSequenceEqual([kept], Kept(directory));
        StringAssert.Contains(File.ReadAllText(directory.FileOf("news")), result.Output.Split(' ')[1].Trim());
    }

    [TestMethod]
    public async Task Publish_AsText_KeepsJsonAsText()
    {
        using var directory = new TemporaryDirectory();
        (await NovCometProgram.RunAsync("publish", "news", "42", "--text", $"--NovComet:Directory={directory.Path}")).IsDone();
        Assert.AreSequenceEqual(["\"42\""], Kept(directory));
    }

    [TestMethod]
    [DataRow("two\nlines\n", "\"two\\nlines\"")]
    [DataRow("{\n  \"n\": 1\n}\n", "{\"n\":1}")]
    public async Task Publish_StandardInput_IsOneMessage(string input, string kept)
    {
        using var directory = new TemporaryDirectory();
        (await NovCometProgram.RunWithInputAsync(Encoding.UTF8.GetBytes(input), "publish", "news", "-", $"--NovComet:Directory={directory.Path}")).IsDone();
        (await NovCometProgram.RunWithInputAsync(Encoding.UTF8.GetBytes(input), "publish", "news", $"--NovComet:Directory={directory.Path}")).IsDone();
        Assert.AreSequenceEqual([kept, kept], Kept(directory));
    }

    [TestMethod]
    public async Task Publish_Lines_IsAMessageForEach()
    {
        using var directory = new TemporaryDirectory();
        byte[] input = Encoding.UTF8.GetBytes("one\r\n\n{\"two\":2}\nünï");
        NovCometProgram.Result result = (await NovCometProgram.RunWithInputAsync(input, "publish", "news", "--lines", $"--NovComet:Directory={directory.Path}")).IsDone();

        Assert.AreSequenceEqual(["\"one\"", "{\"two\":2}", "\"ünï\""], Kept(directory));
        string[] stamps = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(3, stamps.Distinct());
        Assert.AreSequenceEqual(stamps.Order(StringComparer.Ordinal), stamps);
        StringAssert.Contains(result.Errors, "3 messages published");
    }

    [TestMethod]
    [DataRow("--lines")]
    [DataRow("-")]
    public async Task Publish_InputThatIsNotUtf8_IsRefused(string how)
    {
        using var directory = new TemporaryDirectory();
        NovCometProgram.Result result = await NovCometProgram.RunWithInputAsync([0xC3, 0x28, 0x0A], "publish", "news", how, $"--NovComet:Directory={directory.Path}");
        result.IsRefused("is not UTF-8");
        Assert.IsFalse(File.Exists(directory.FileOf("news")));
    }

    [TestMethod]
    public async Task Publish_WhatCannotBe_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        string folder = $"--NovComet:Directory={directory.Path}";
        (await NovCometProgram.RunAsync("publish", folder)).IsRefused("argument missing");
        (await NovCometProgram.RunAsync("publish", "line\nbreak", "x", folder)).IsRefused("has a control character");
        (await NovCometProgram.RunAsync("publish", "news", "x", "--lines", folder)).IsRefused("--lines reads the standard input");
        (await NovCometProgram.RunAsync("publish", "news", new string('x', 70_000), folder)).IsRefused("65536");
        Assert.IsEmpty(Directory.GetFiles(directory.Path, "*.comet"));
    }

    /// <summary>What the records of the channel's file carry.</summary>
    private static string[] Kept(TemporaryDirectory directory) =>
    [
        .. File.ReadAllLines(directory.FileOf("news")).Skip(1).Select(line => line[(line.IndexOf("\"d\":", StringComparison.Ordinal) + 4)..^1]),
    ];
}
