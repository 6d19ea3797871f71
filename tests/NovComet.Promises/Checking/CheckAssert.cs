namespace NovComet.Promises.Checking;

/// <summary>What a checker has to say of a made-up history.</summary>
internal static class CheckAssert
{
    public static void IsKept(IEnumerable<Breach> breaches) => Assert.AreEqual("", string.Join('\n', breaches));

    /// <summary>One breach, described by these words.</summary>
    public static void IsBroken(IEnumerable<Breach> breaches, string promise, params ReadOnlySpan<string> words)
    {
        List<Breach> all = [.. breaches];
        Assert.HasCount(1, all, string.Join('\n', all));
        Assert.AreEqual(promise, all[0].Promise);
        foreach (string word in words) StringAssert.Contains(all[0].What, word);
    }
}
