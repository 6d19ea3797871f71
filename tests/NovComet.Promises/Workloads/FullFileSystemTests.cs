using NovComet.Promises.Clients;
using NovComet.Promises.Machinery;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Workloads;

/// <summary>The channel directory's file system becomes full while messages are published, and has room again later.</summary>
[TestClass]
public sealed class FullFileSystemTests
{
    private const int Enough = 50;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DataRow(100_000, DisplayName = "nothing is trimmed")]
    [DataRow(20, DisplayName = "nor can be trimmed while it is full")]
    public async Task Full_NothingHalfIsDelivered_NothingRefusedIsThere(int retention)
    {
        using var directory = new MountPoint("tmpfs", "size=512k,mode=0755");
        await using Gateways gateways = await Gateways.StartAsync(2, directory.Path, retention);
        using var run = new Run(retention, gateways);
        run.Roam(3, "a", () => gateways.Any, TimeSpan.FromMilliseconds(100));

        Publisher[] publishers = [.. Enumerable.Range(0, 4).Select(i => new Publisher(run.History, run.Http, $"w{i}", "a"))];
        for (int round = 0; round < 2 * TestSettings.Soak; round++)
        {
            string ballast = Path.Combine(directory.Path, "ballast");
            await PublishAsync(count => count.Acknowledged >= Enough);
            Fill(ballast);
            await PublishAsync(count => count.Refused >= Enough);
            File.Delete(ballast);
        }

        await PublishAsync(count => count.Acknowledged >= Enough);
        await run.EndAsync(directory.Path, "a");
        run.KeptAllPromises(TestContext);

        Task PublishAsync(Func<(int Acknowledged, int Refused), bool> isDone) => Task.WhenAll(publishers.Select(async publisher =>
        {
            (int Acknowledged, int Refused) count = (0, 0);
            while (!isDone(count))
            {
                Publication publication = await publisher.PublishAsync(gateways.Any, padding: 1000);
                if (publication.Stamp is not null) count.Acknowledged++;
                else if (publication.Refusal!.StartsWith("507", StringComparison.Ordinal)) count.Refused++;
                else Assert.Fail(publication.Refusal);
            }
        }));
    }

    private static void Fill(string path)
    {
        using FileStream file = File.Create(path);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }
}
