namespace NovComet.Testing;

/// <summary>A file system of its own for a test, unmounted afterwards. Needs root.</summary>
public sealed class MountPoint : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("novcomet-mount-");

    /// <summary>Mounts it.</summary>
    /// <param name="type">Such as <c>tmpfs</c>, or <c>ramfs</c>, whose times step coarsely on any kernel.</param>
    /// <param name="options">As <c>mount -o</c> takes them.</param>
    public MountPoint(string type, string options = "mode=0755")
    {
        Needs.Root();
        ExternalProgram.Run("mount", "-t", type, "-o", options, "novcomet-test", Path);
    }

    public string Path => _folder.FullName;

    public void MakeReadOnly() => ExternalProgram.Run("mount", "-o", "remount,ro", Path);

    /// <summary>Makes files until there is no room for another one. The file system must be small.</summary>
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
        ExternalProgram.Run("umount", Path);
        _folder.Delete();
    }
}
