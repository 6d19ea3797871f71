using System.Diagnostics;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Endpoints;

/// <summary>A file system in memory with room for a handful of files.</summary>
internal sealed class TinyMount : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public TinyMount() => Run("mount", "-t", "tmpfs", "-o", "nr_inodes=12,size=64k", "tmpfs", Path);

    public string Path => _directory.Path;

    /// <summary>Makes files until there is no room for another one.</summary>
    public void Fill()
    {
        try
        {
            for (int i = 0; ; i++) File.WriteAllText(System.IO.Path.Combine(Path, $"filler-{i}"), "");
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    public void Dispose()
    {
        Run("umount", "-l", Path);
        _directory.Dispose();
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(Needs.Tool(program, "mount"), arguments);
        process.WaitForExit();
        if (process.ExitCode != 0) Assert.Inconclusive($"{program} is not allowed here.");
    }
}
