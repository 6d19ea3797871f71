using System.Diagnostics;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>A mount whose file times step once per tick of the kernel, as those of older kernels do. Needs root.</summary>
internal sealed class RamFileSystem : IDisposable
{
    private readonly TemporaryDirectory _mountPoint = new();

    public RamFileSystem()
    {
        Needs.Linux();
        Needs.Root();
        Run("mount", "-t", "ramfs", "ramfs", _mountPoint.Path);
    }

    public string Path => _mountPoint.Path;

    public string FileOf(string encodedName) => _mountPoint.FileOf(encodedName);

    public void Dispose()
    {
        Run("umount", "--lazy", _mountPoint.Path);
        _mountPoint.Dispose();
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(Needs.Tool(program, "mount"), arguments);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, $"{program} failed.");
    }
}
