using System.Reflection;

namespace NovComet.Testing;

/// <summary>What the environment says of how to test.</summary>
public static class TestSettings
{
    /// <summary>The project's top folder.</summary>
    public static string RepositoryRoot { get; } = Path.GetFullPath(typeof(TestSettings).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!);

    /// <summary>Whether a missing tool is a failure (<c>CI=true</c>) or a reason to skip.</summary>
    public static bool IsCi { get; } = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>How much longer than usual a soak runs: <c>NOVCOMET_SOAK</c>, by default 1.</summary>
    public static int Soak { get; } = int.TryParse(Environment.GetEnvironmentVariable("NOVCOMET_SOAK"), out int factor) && factor > 0 ? factor : 1;

    /// <summary>The longest that a test waits for a thing that happens in milliseconds: generous, because machines are shared.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);
}
