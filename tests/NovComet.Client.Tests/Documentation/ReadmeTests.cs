using System.Text.RegularExpressions;
using NovComet.Channels;
using NovComet.Client.Tests.Hosting;

namespace NovComet.Client.Tests.Documentation;

/// <summary>The README's sample of the client is this code, which runs.</summary>
[TestClass]
public sealed partial class ReadmeTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Readme_SampleOfTheClient_DoesWhatItSays()
    {
        using var directory = new TemporaryDirectory();
        await using RealGateway gateway = await RealGateway.StartAsync(directory);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(TestContext.CancellationToken);
        string cursorFile = Path.Combine(directory.Path, "cursor");
        await File.WriteAllTextAsync(cursorFile, "orders=earliest", TestContext.CancellationToken);
        List<Order> shipped = [];

        await Assert.ThrowsAsync<OperationCanceledException>(() => SampleAsync(gateway.Endpoint, cursorFile, Ship, stopping.Token).WaitAsync(TestSettings.Patience, TestContext.CancellationToken));

        Assert.AreSequenceEqual([new Order(7)], shipped);
        StringAssert.Matches(await File.ReadAllTextAsync(cursorFile, TestContext.CancellationToken), Stamped());

        void Ship(Order? order)
        {
            shipped.Add(order!);
            stopping.CancelAfter(TimeSpan.FromMilliseconds(200));
        }
    }

    [TestMethod]
    public void Readme_SampleOfTheClient_IsTheCodeOfThisTest()
    {
        string readme = File.ReadAllText(Path.Combine(TestSettings.RepositoryRoot, "README.md"));
        string here = File.ReadAllText(Path.Combine(TestSettings.RepositoryRoot, "tests", "NovComet.Client.Tests", "Documentation", "ReadmeTests.cs"));
        string sample = Sample().Matches(readme).Select(match => match.Groups[1].Value).Single(code => code.Contains("CometClient", StringComparison.Ordinal));
        Assert.Contains(Unindented(sample.Replace("new Uri(\"http://localhost:5000/comet\")", "endpoint", StringComparison.Ordinal)), Unindented(here));
    }

    private static async Task SampleAsync(Uri endpoint, string cursorFile, Action<Order?> Ship, CancellationToken cancellationToken)
    {
        using var comet = new CometClient(endpoint);
        await comet.PublishAsync("orders", new Order(7), Json.Default.Order, cancellationToken);

        Cursor cursor = Cursor.Parse(await File.ReadAllTextAsync(cursorFile, cancellationToken));   // at first "orders=earliest"
        await foreach (CometEvent told in comet.SubscribeAsync(cursor, cancellationToken))
        {
            if (told.Kind == EventKind.Message) Ship(told.Read(Json.Default.Order));
            await File.WriteAllTextAsync(cursorFile, told.Cursor.ToString(), cancellationToken);     // "orders=1732089600.123456"
        }
    }

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));

    [GeneratedRegex(@"^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sample();

    [GeneratedRegex(@"^orders=\d{10}\.\d{6}$")]
    private static partial Regex Stamped();
}
