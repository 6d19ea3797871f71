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

    public void Dispose()
    {
        ExternalProgram.Run("umount", Path);
        _folder.Delete();
    }
}
