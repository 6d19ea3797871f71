using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Gateway;

/// <summary>A file system with room for a handful of files, mounted for a test.</summary>
internal sealed class TinyFileSystem : IAsyncDisposable
{
    private readonly TemporaryDirectory _mountPoint = new();

    private TinyFileSystem()
    {
    }

    public string Path => _mountPoint.Path;

    public static async Task<TinyFileSystem> MountAsync()
    {
        Needs.Linux();
        Needs.Root();
        string mount = Needs.Tool("mount", "mount");
        var made = new TinyFileSystem();
        await ChildProcess.RunAsync(mount, "-t", "tmpfs", "-o", "size=64k,nr_inodes=16", "tmpfs", made.Path);
        return made;
    }

    /// <summary>Takes what is left, of files and of bytes.</summary>
    public void Fill()
    {
        try
        {
            for (int i = 0; ; i++) File.WriteAllBytes(System.IO.Path.Combine(Path, $"fill-{i}"), new byte[1 << 14]);
        }
        catch (IOException)
        {
            // Now it is full of bytes; an empty file may still fit.
        }

        try
        {
            for (int i = 0; ; i++) File.Create(System.IO.Path.Combine(Path, $"empty-{i}")).Dispose();
        }
        catch (IOException)
        {
            // Now it is full.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ChildProcess.RunAsync("umount", "--lazy", Path);
        _mountPoint.Dispose();
    }
}
