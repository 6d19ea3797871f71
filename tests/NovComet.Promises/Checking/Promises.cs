using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>Reads a history when all is over, for every promise that each workload has to keep.</summary>
internal static class Promises
{
    private const int MostShown = 20;

    public static IReadOnlyList<Breach> Check(History history)
    {
        var known = new KnownMessages(history);
        return
        [
            .. OrderCheck.Check(history),
            .. HoleCheck.Check(history, known),
            .. WholenessCheck.Check(history),
            .. DuplicateCheck.Check(history),
            .. ResumeCheck.Check(history, known),
            .. GapCheck.Check(history),
            .. HeartbeatCheck.Check(history, known, TestSettings.Patience),
            .. LossCheck.Check(history),
        ];
    }

    /// <summary>Fails with the first breaches, and leaves the history as a file.</summary>
    public static void AreKept(History history, TestContext context, params IEnumerable<Breach> more)
    {
        List<Breach> breaches = [.. Check(history), .. more];
        context.WriteLine(Summary.Of(history));
        if (breaches.Count == 0) return;
        string path = Path.Combine(context.TestRunResultsDirectory ?? Path.GetTempPath(), $"{context.TestName}.history.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        HistoryFile.Write(history, path);
        Assert.Fail($"{breaches.Count} breaches; the history is in {path}\n{string.Join('\n', breaches.Take(MostShown))}");
    }
}
